"""Log-ins a second: with the hash of production, one after another and as many at once as there are cores.

The hash is the limit. Beside it stands the whole act: find the account, look at the waits, check, remember the device,
write the trail.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

os.environ["DJANGO_SETTINGS_MODULE"] = "chengzhao.settings.test"

COUNT = 20
PASSWORD = "ten blue pens on a bridge"


def rate(work: Callable[[int], object], count: int, threads: int) -> tuple[float, float]:
    """How many a second, and how many milliseconds of the processor each costs, whatever else the machine does."""
    begun, worked = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(count)))
    return count / (time.perf_counter() - begun), 1000 * (time.process_time() - worked) / count


def main() -> None:
    from chengzhao.records.embedded import temporary_server

    with temporary_server() as server:
        os.environ["DATABASE_URL"] = server.url()
        import django

        django.setup()
        from django.conf import settings

        settings.PASSWORD_HASHERS = ["chengzhao.settings.hashers.Argon2id"]
        measure()


def measure() -> None:
    from django.contrib.auth.hashers import check_password, make_password
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone
    from tests import factories
    from tests.factories.accounts import a_candidate_account, a_place

    from chengzhao.actions.log_in import LogInStep, log_in_with_password

    call_command("migrate", verbosity=0)
    factories.a_season()
    encoded = make_password(PASSWORD)
    accounts = [a_candidate_account(phone=f"1998{number:07d}") for number in range(COUNT)]
    type(accounts[0]).objects.update(password=encoded)

    def hashed(number: int) -> None:
        assert check_password(PASSWORD, encoded)

    def logged_in(number: int) -> None:
        came = log_in_with_password(
            at=timezone.now(),
            keys=factories.KEYS,
            typed=f"1998{number:07d}",
            password=PASSWORD,
            is_staff=False,
            place=a_place(f"device {number}", f"10.0.{number}.0/24"),
        )
        assert came.step is LogInStep.DONE
        connection.close()

    cores = os.cpu_count() or 1
    print(f"{'':>24} {'one by one':>12} {f'{cores} at once':>12} {'processor':>12}")
    for name, work in (("hash alone", hashed), ("whole log-in", logged_in)):
        alone, processor = rate(work, COUNT, 1)
        together, _ = rate(work, COUNT, cores)
        print(f"{name:>24} {alone:>10.1f}/s {together:>10.1f}/s {processor:>9.0f} ms")


if __name__ == "__main__":
    main()
