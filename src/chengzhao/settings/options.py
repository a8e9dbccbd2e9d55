"""Every option of the system, declared once: an environment variable, its meaning, its default.

docs/configuration.md lists the same table. Nothing else in the package reads the environment for options.
"""

import os
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network


class OptionError(Exception):
    """An option has a value that cannot be read; the text is a sentence that says what to do."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One environment variable. An unset or empty one has the default."""

    name: str
    meaning: str
    default: str = ""

    def text(self) -> str:
        """The value as it stands."""
        return os.environ.get(self.name, "").strip() or self.default

    def number(self) -> int:
        """The value as a whole number. Raises OptionError."""
        value = self.text()
        if not value.isascii() or not value.isdigit():
            raise OptionError(f"{self.name} is {value!r}: expected a whole number, such as {self.default}.")
        return int(value)

    def is_on(self) -> bool:
        """The value as a yes or no. Raises OptionError."""
        value = self.text().lower()
        if value not in ("0", "1"):
            raise OptionError(f"{self.name} is {value!r}: expected 1 (on) or 0 (off).")
        return value == "1"

    def items(self) -> list[str]:
        """The value as a list, parted by commas."""
        return [item.strip() for item in self.text().split(",") if item.strip()]

    def networks(self) -> list[Network]:
        """The value as a list of networks; a single address is a network of one. Raises OptionError."""
        try:
            return [ip_network(item) for item in self.items()]
        except ValueError as error:
            raise OptionError(
                f"{self.name} cannot be read ({error}): expected networks such as 10.0.1.0/24."
            ) from error


DJANGO_SETTINGS_MODULE = Option(
    name="DJANGO_SETTINGS_MODULE",
    meaning="Which settings are used: chengzhao.settings.dev (the demo on one's own machine) or "
    "chengzhao.settings.production.",
    default="chengzhao.settings.dev",
)
DATABASE_URL = Option(
    name="DATABASE_URL",
    meaning="A PostgreSQL server of one's own, postgresql://user:password@host:port/database, for the role "
    "chengzhao_app, which owns nothing. When it is set, the embedded server is never touched.",
)
OWNER_DATABASE_URL = Option(
    name="OWNER_DATABASE_URL",
    meaning="The same database for the owner of its tables; only `chengzhao migrate` and `chengzhao manage` use "
    "it. Empty: DATABASE_URL.",
)
CHENGZHAO_HOME = Option(
    name="CHENGZHAO_HOME",
    meaning="The folder of the embedded server, of the demo's keys and of the runs it exports. "
    "Empty: .chengzhao in the project's folder.",
)
CHENGZHAO_DB_PORT = Option(
    name="CHENGZHAO_DB_PORT",
    meaning="The port of the embedded server. 0: any free one, kept for the next start.",
    default="0",
)
PG_BIN = Option(
    name="PG_BIN",
    meaning="The bin folder of the PostgreSQL that the embedded server runs. "
    "Empty: the one in the locked requirements, else the system's.",
)
SECRET_KEY = Option(
    name="SECRET_KEY",
    meaning="The key that signs sessions and forms: at least 50 random characters. Production refuses to "
    "start without it; the demo makes one of its own.",
)
VAULT_KEY_FILE = Option(
    name="VAULT_KEY_FILE",
    meaning="The file, mode 0600, with the ring of keys that seal identity numbers, phones, addresses and "
    "evidence. Empty: vault.keys in CHENGZHAO_HOME, which the demo makes by itself. Keep it out of the "
    "backups of the database.",
)
VAULT_KEYS = Option(
    name="VAULT_KEYS",
    meaning="The ring of keys itself, the text of such a file, for services that hand secrets over in the "
    "environment. When it is set, no key file is read, and keys are made and retired by hand.",
)
VAULT_SUITE = Option(
    name="VAULT_SUITE",
    meaning="The algorithms of new keys: intl (AES-256-GCM, HMAC-SHA-256, Ed25519) or sm (SM4-GCM, HMAC-SM3, "
    "SM2). `chengzhao keys rotate` brings what is sealed already to them.",
    default="intl",
)
ALLOWED_HOSTS = Option(
    name="ALLOWED_HOSTS",
    meaning="Host names that are answered, parted by commas. Production refuses an empty list and *.",
)
DEBUG = Option(
    name="DEBUG",
    meaning="1 shows errors with their source in the browser. Production refuses it.",
    default="0",
)
DEMO_PERSONAS = Option(
    name="DEMO_PERSONAS",
    meaning="1 lets the demo's accounts with their published password exist. Production refuses it; "
    "the demo has it on.",
    default="0",
)
HTTPS_PROXY_HEADER = Option(
    name="HTTPS_PROXY_HEADER",
    meaning="The header by which a proxy in front says that the browser came by HTTPS, such as "
    "X-Forwarded-Proto. Set it only behind a proxy that overwrites this header.",
)
TRUSTED_PROXIES = Option(
    name="TRUSTED_PROXIES",
    meaning="The addresses or networks of one's own proxies, such as 10.0.0.5 or 10.0.1.0/24, parted by commas. "
    "Only what they say in X-Forwarded-For is believed; from anybody else it is ignored.",
)
OFFICE_NETWORKS = Option(
    name="OFFICE_NETWORKS",
    meaning="Networks of schools and offices where many people share one address, parted by commas. "
    "The limits of an account and of a device hold there, that of a network does not.",
)
SMS_ADAPTER = Option(
    name="SMS_ADAPTER",
    meaning="What hands text messages to a gateway: outbox (nothing is sent, the demo shows them), console, or "
    "package.module:Class. Production refuses the first two.",
    default="outbox",
)
SMS_SIGNATURE = Option(
    name="SMS_SIGNATURE",
    meaning="The signature that stands in 【】 before each text message, as registered with the gateway.",
)
REGISTERS = Option(
    name="REGISTERS",
    meaning="Which register is asked about what: local (synthetic persons of the rehearsal), none, or a list such as "
    "EDUCATION=office.chsi:Chsi,IDENTITY=file; file is for registers that take files only. Production refuses local.",
    default="local",
)
PAYMENT_PROVIDER = Option(
    name="PAYMENT_PROVIDER",
    meaning="Who takes the fee where the province charges one: none, local (a page that moves no money), or "
    "package.module:Class. Production refuses local.",
    default="none",
)
FEE_BEFORE_CONFIRMING = Option(
    name="FEE_BEFORE_CONFIRMING",
    meaning="1: where the province charges a fee, a registration is confirmed only when it is paid.",
    default="1",
)
DEMO_FEE = Option(
    name="DEMO_FEE",
    meaning="A fee in yuan such as 120.00 for trying payments where the province charges none. Production refuses it.",
)
POLICY_DENGBAO = Option(
    name="POLICY_DENGBAO",
    meaning="1 asks the passwords of staff for three kinds of characters and a change every 90 days "
    "(GB/T 22239-2019 8.1.4.1 a). Candidates are never asked for either.",
    default="0",
)
AUDIT_HEADS = Option(
    name="AUDIT_HEADS",
    meaning="The file to which the number and digest of each seal over the audit trail are added, best on storage "
    "that is written once. `chengzhao audit verify` compares with it. Empty: audit-heads.txt in CHENGZHAO_HOME.",
)
STATIC_ROOT = Option(
    name="STATIC_ROOT",
    meaning="Where `chengzhao manage collectstatic` puts the stylesheets and scripts for production. "
    "Empty: static in CHENGZHAO_HOME.",
)
FONTS_DIR = Option(
    name="FONTS_DIR",
    meaning="A folder of further fonts for printed documents, for names whose characters the supplied "
    "fonts lack.",
)
CLAMD_ADDRESS = Option(
    name="CLAMD_ADDRESS",
    meaning="Where clamd listens, as host:port or the path of its socket file. When it is set, staff are given "
    "a file only after it was found clean. Empty: no scanner; files are made anew all the same.",
)
LISTEN_ADDRESS = Option(
    name="LISTEN_ADDRESS",
    meaning="The address that `chengzhao serve` listens on.",
    default="127.0.0.1",
)
PORT = Option(
    name="PORT",
    meaning="The port that `chengzhao serve` listens on.",
    default="8000",
)

OPTIONS: tuple[Option, ...] = (
    DJANGO_SETTINGS_MODULE,
    DATABASE_URL,
    OWNER_DATABASE_URL,
    CHENGZHAO_HOME,
    CHENGZHAO_DB_PORT,
    PG_BIN,
    SECRET_KEY,
    VAULT_KEY_FILE,
    VAULT_KEYS,
    VAULT_SUITE,
    ALLOWED_HOSTS,
    DEBUG,
    DEMO_PERSONAS,
    HTTPS_PROXY_HEADER,
    TRUSTED_PROXIES,
    OFFICE_NETWORKS,
    SMS_ADAPTER,
    SMS_SIGNATURE,
    REGISTERS,
    PAYMENT_PROVIDER,
    FEE_BEFORE_CONFIRMING,
    DEMO_FEE,
    POLICY_DENGBAO,
    AUDIT_HEADS,
    STATIC_ROOT,
    FONTS_DIR,
    CLAMD_ADDRESS,
    LISTEN_ADDRESS,
    PORT,
)
