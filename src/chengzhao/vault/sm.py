"""The suite of China's commercial cryptography: SM4-GCM, HMAC-SM3, SM3 (GB/T 32905, 32907; RFC 8998), SM2."""

from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC

from chengzhao.vault import sm2

TAG_BYTES = 16


class SM4GCM:
    """SM4 in Galois/counter mode under one key, with the methods of the library's own AESGCM."""

    def __init__(self, key: bytes) -> None:
        self._algorithm = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        """The ciphertext with its tag of 16 bytes."""
        encryptor = Cipher(self._algorithm, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated_data)
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        """The text of a ciphertext with its tag. Raises InvalidTag."""
        if len(data) < TAG_BYTES:
            raise InvalidTag
        decryptor = Cipher(self._algorithm, modes.GCM(nonce, data[-TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(associated_data)
        return decryptor.update(data[:-TAG_BYTES]) + decryptor.finalize()


class Commercial:
    """What `vault.suites.Suite` asks for, by the SM algorithms."""

    name = "sm"
    number = 2
    key_bytes = 16
    algorithms = ("SM4-GCM", "HMAC-SM3", "SM3", "SM2")

    @cached_property
    def _sm3(self) -> hashes.SM3:
        return hashes.SM3()

    def sealer(self, key: bytes) -> SM4GCM:
        """What seals and opens under a key of 16 bytes."""
        return SM4GCM(key)

    def hash(self, data: bytes) -> bytes:
        """The SM3 of `data`."""
        return sm2.sm3(data)

    def mac(self, key: bytes, data: bytes) -> bytes:
        """The HMAC-SM3 of `data`."""
        keyed = HMAC(key, self._sm3)
        keyed.update(data)
        return keyed.finalize()

    def make_signing_key(self) -> bytes:
        """A new SM2 key: its 32 secret bytes."""
        return sm2.make_key()

    def public_key(self, signing_key: bytes) -> bytes:
        """The point with which anybody verifies: 64 bytes, x then y."""
        return sm2.public_key(signing_key)

    def sign(self, signing_key: bytes, data: bytes) -> bytes:
        """The signature of `data`, 64 bytes: r, then s."""
        return sm2.sign(signing_key, data)

    def is_signature(self, public_key: bytes, data: bytes, signature: bytes) -> bool:
        """Whether `signature` is that of `data` by the owner of `public_key`."""
        return sm2.is_signature(public_key, data, signature)
