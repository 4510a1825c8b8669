"""The doctor's look at headers: what the app sends passes, and each word that lets scripts in from elsewhere is named."""

import pytest

from dateline.doctor.headers import faults, policies
from dateline.server.embedding import ANYBODY, ITSELF, NOBODY
from dateline.server.policy import for_pages, with_policy

CSP = "content-security-policy"
STRICT = "default-src 'self'; frame-ancestors 'self'"
PAGE = (b"content-type", b"text/html; charset=utf-8")


def sent(*, secure: bool = True, **changed: str | None) -> dict[str, str]:
    """What the app sends with a page, and what a proxy made of it: names have `_` for `-`, None takes a header out."""
    told = {name.decode(): value.decode() for name, value in with_policy([PAGE], secure=secure)}
    told |= {name.replace("_", "-"): value for name, value in changed.items() if value is not None}
    return {name: value for name, value in told.items() if changed.get(name.replace("-", "_"), "") is not None}


def found(policy: str) -> list[str]:
    """What is wrong with a page that has this policy, and is otherwise as the app sends it."""
    return list(faults(sent(content_security_policy=policy), secure=True))


@pytest.mark.parametrize("framed_by", [ITSELF, ANYBODY, NOBODY, "https://news.example https://*.school.example http:"])
def test_what_the_app_sends_passes_whoever_may_frame_it(framed_by: str) -> None:
    """Who may frame a page is a choice of who runs it; without TLS nothing is asked of it."""
    assert found(for_pages(framed_by)) == []
    assert list(faults(sent(secure=False), secure=False)) == []


@pytest.mark.parametrize(
    "policy",
    [
        STRICT,
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'self'",
        "default-src 'none'; script-src 'sha256-AbC=' https://scripts.example https://*.scripts.example:*; frame-ancestors *",
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data: blob:; worker-src blob:; frame-ancestors https:",
        "Default-Src 'SELF';;  FRAME-ANCESTORS\t'none' ;",
        "script-src 'self'; default-src 'self'; script-src *; frame-ancestors 'self'",
    ],
)
def test_a_policy_that_holds_scripts_passes(policy: str) -> None:
    """Names of hosts, hashes and WebAssembly may stand there; other kinds, and a name told a second time, are not what scripts obey."""
    assert found(policy) == []


@pytest.mark.parametrize(
    "source",
    [
        *("'unsafe-inline'", "'unsafe-eval'", "'UNSAFE-Eval'", "*", "https:", "http:", "data:", "blob:", "HTTPS:"),
        *("https://*", "http://*:*", "*:443", "https://*/scripts/"),
    ],
)
@pytest.mark.parametrize("name", ["default-src", "script-src", "script-src-elem", "script-src-attr"])
def test_a_source_that_lets_in_any_script_is_named(name: str, source: str) -> None:
    """Wherever browsers look for it; where nothing is said of scripts, that is what is said of everything."""
    before = "" if name == "default-src" else "default-src 'self'; "
    assert found(f"{before}{name} 'self' {source}; frame-ancestors 'self'") == [f"{name} lets in {source.lower()}"]


@pytest.mark.parametrize(
    ("policy", "fault"),
    [
        ("", [f"{CSP} has no default-src and no script-src", f"{CSP} has no frame-ancestors"]),
        ("frame-ancestors 'self'", [f"{CSP} has no default-src and no script-src"]),
        ("object-src 'none'; frame-ancestors 'self'", [f"{CSP} has no default-src and no script-src"]),
        ("script-src 'self'; frame-ancestors 'self'", [f"{CSP} has no default-src"]),
        ("default-src 'self'; script-src 'self'", [f"{CSP} has no frame-ancestors"]),
        ("default-src-of-mine 'self'; frame-ancestors 'self'", [f"{CSP} has no default-src and no script-src"]),
        (
            "default-src 'self'; script-src 'unsafe-inline' *; frame-ancestors *",
            ["script-src lets in 'unsafe-inline'", "script-src lets in *"],
        ),
        ("default-src *; default-src 'self'; frame-ancestors 'self'", ["default-src lets in *"]),
    ],
)
def test_a_policy_that_leaves_something_open_says_what(policy: str, fault: list[str]) -> None:
    """All of it, in one go."""
    assert found(policy) == fault


def test_of_several_policies_the_strictest_decides() -> None:
    """A proxy that adds its own beside the app's takes nothing away; two that leave the same open do."""
    assert found(f"default-src *, {STRICT}") == found(f"{STRICT}, default-src *") == []
    assert found("default-src 'self', frame-ancestors 'self'") == []
    assert found("default-src *, script-src 'unsafe-eval'; default-src 'self'; frame-ancestors *") == ["default-src lets in *"]


def test_a_policy_is_read_into_its_directives() -> None:
    """A directive without sources is one too: it lets in nothing."""
    assert policies("Script-Src;default-src 'self'  data: , img-src *") == [
        {"script-src": [], "default-src": ["'self'", "data:"]},
        {"img-src": ["*"]},
    ]


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("content_security_policy", None, "no content-security-policy"),
        ("x_content_type_options", None, "no x-content-type-options"),
        ("x_content_type_options", "sniff", "x-content-type-options is 'sniff'"),
        ("x_content_type_options", "sniff, nosniff", "x-content-type-options is 'sniff, nosniff'"),
        ("referrer_policy", None, "no referrer-policy"),
        ("referrer_policy", "unsafe-url", "referrer-policy is 'unsafe-url'"),
        ("referrer_policy", "no-referrer-when-downgrade", "referrer-policy is 'no-referrer-when-downgrade'"),
        ("referrer_policy", "same-origin, unsafe-url", "referrer-policy is 'same-origin, unsafe-url'"),
        ("permissions_policy", None, "no permissions-policy"),
        ("permissions_policy", "camera=(), geolocation=*", "permissions-policy is 'camera=(), geolocation=*'"),
        ("strict_transport_security", None, "no strict-transport-security"),
        ("strict_transport_security", "max-age=0", "strict-transport-security is 'max-age=0'"),
        ("strict_transport_security", "max-age=0, max-age=9", "strict-transport-security is 'max-age=0, max-age=9'"),
        ("strict_transport_security", "max-age=0, preload; max-age=9", "strict-transport-security is 'max-age=0, preload; max-age=9'"),
        ("strict_transport_security", "includeSubDomains", "strict-transport-security is 'includesubdomains'"),
    ],
)
def test_a_header_that_is_missing_or_says_too_little_is_named(name: str, value: str | None, fault: str) -> None:
    """With what it says."""
    assert list(faults(sent(**{name: value}), secure=True)) == [fault]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x_content_type_options", "NoSniff"),
        ("x_content_type_options", "nosniff, nosniff"),
        ("referrer_policy", "no-referrer"),
        ("referrer_policy", "unsafe-url, strict-origin-when-cross-origin"),
        ("strict_transport_security", "includeSubDomains; max-age=63072000; preload"),
        ("strict_transport_security", 'max-age="31536000"'),
    ],
)
def test_another_value_that_holds_browsers_as_well_passes(name: str, value: str) -> None:
    """A proxy may be stricter than the app, or say the same once more."""
    assert list(faults(sent(**{name: value}), secure=True)) == []
