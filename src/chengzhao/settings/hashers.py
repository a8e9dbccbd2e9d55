"""How passwords are hashed: Argon2id with parameters that stand in each hash, so that they can be raised later."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """46 MiB, two passes, one lane: about a tenth of a second, and eight at once fit into 400 MB.

    A hash with other parameters is made anew at its owner's next log-in.
    """

    time_cost = 2
    memory_cost = 47104
    parallelism = 1
