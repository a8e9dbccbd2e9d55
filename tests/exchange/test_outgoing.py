"""The one way out: to named hosts, over HTTPS, never into one's own network, never where a redirect points."""

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chengzhao.exchange import outgoing
from chengzhao.exchange.outgoing import Line, NotSent, Reply, is_public, public_address

HOST = "sms.example.cn"


class Office(BaseHTTPRequestHandler):
    """A server of somebody else, with every bad habit."""

    asked: list[tuple[str, str, bytes]]

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.asked.append((self.command, self.path, self.rfile.read(length)))
        if self.path.startswith("/redirect"):
            self.send_response(302)
            self.send_header("Location", "https://169.254.169.254/latest/meta-data/")
            self.end_headers()
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * (outgoing.LARGEST_ANSWER + 10))
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"sent")

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def certificate(folder: Path, host: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[ThreadingHTTPServer, Path]]:
    """The server, and the certificate that it shows."""
    shown = certificate(tmp_path, HOST)
    Office.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server, shown
    server.shutdown()
    server.server_close()


def line_to(office: tuple[ThreadingHTTPServer, Path], *hosts: str) -> Line:
    """A line that takes the office's own certificate for good and finds it on this machine."""
    server, shown = office
    return Line(
        hosts=hosts or (HOST,),
        context=ssl.create_default_context(cafile=str(shown)),
        resolve=lambda host, port: "127.0.0.1",
        port=server.server_address[1],
    )


def test_named_host_is_asked(office: tuple[ThreadingHTTPServer, Path]) -> None:
    line = line_to(office)
    assert line.send(f"https://{HOST}/send?a=1") == Reply(status=200, content=b"sent")
    assert line.send(f"https://{HOST}", content=b"body") == Reply(status=200, content=b"sent")
    assert Office.asked == [("GET", "/send?a=1", b""), ("POST", "/", b"body")]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/redirect", f"{HOST} answered 302; redirects are not followed"),
        ("/endless", f"{HOST} answered more than 1000000 bytes"),
    ],
)
def test_answers_that_are_not_taken(
    office: tuple[ThreadingHTTPServer, Path], path: str, sentence: str
) -> None:
    with pytest.raises(NotSent) as refused:
        line_to(office).send(f"https://{HOST}{path}")
    assert str(refused.value) == sentence
    assert len(Office.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        f"http://{HOST}/",
        f"ftp://{HOST}/",
        "file:///etc/passwd",
        f"https://user:secret@{HOST}/",
        f"https://{HOST}:8443/",
        f"https://{HOST}:99999999/",
        "https://evil.example/",
        f"https://{HOST}.evil.example/",
        f"https://{HOST}@evil.example/",
        f"https://evil.example/#{HOST}",
        f"https://evil.example\\@{HOST}/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https:///path",
        "",
    ],
)
def test_addresses_that_are_never_asked(office: tuple[ThreadingHTTPServer, Path], address: str) -> None:
    with pytest.raises(NotSent):
        line_to(office).send(address)
    assert Office.asked == []


def test_a_certificate_of_another_name_ends_it(office: tuple[ThreadingHTTPServer, Path]) -> None:
    with pytest.raises(NotSent, match="did not answer: SSLCertVerificationError"):
        line_to(office, "other.example.cn").send("https://other.example.cn/")
    assert Office.asked == []


def test_a_host_that_is_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        line = Line(hosts=(HOST,), resolve=lambda host, port: "127.0.0.1", port=silent.getsockname()[1])
        with pytest.raises(NotSent, match="did not answer"):
            line.send(f"https://{HOST}/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:0a00:0001::", False),
        ("ff02::1", False),
    ],
)
def test_which_addresses_are_of_the_internet(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_that_leads_home_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotSent, match="localhost leads into a private network"):
        public_address("localhost", 443)
    # One good address does not help a name that has a bad one beside it.
    found = [(socket.AF_INET, 1, 6, "", (one, 443)) for one in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
    with pytest.raises(NotSent, match="leads into a private network"):
        public_address(HOST, 443)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found[:1])
    assert ipaddress.ip_address(public_address(HOST, 443)).is_global


def test_a_name_without_an_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*arguments: object, **options: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(NotSent, match="has no address"):
        public_address(HOST, 443)
