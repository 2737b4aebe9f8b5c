"""Codes are read as people type them; secrets are stored as digests only."""

from app.classroom.secrets import (
    MemberSecret,
    digest,
    fits,
    is_code,
    new_code,
    new_secret,
    read_code,
    read_member_secret,
)


def test_a_code_has_six_digits_and_is_read_however_it_is_grouped() -> None:
    assert all(is_code(new_code()) for _ in range(100))
    assert read_code(" 482 913 ") == read_code("482-913") == "482913"
    for wrong in ("48291", "4829133", "48291a", "４８２９１３", ""):
        assert not is_code(wrong)


def test_only_the_secret_fits_its_digest() -> None:
    secret = new_secret()
    assert fits(secret, digest(secret))
    assert not fits(new_secret(), digest(secret))
    assert not fits("", digest(secret))
    assert secret.encode() not in digest(secret)


def test_the_secret_of_a_member_names_the_alias() -> None:
    secret = MemberSecret(17, new_secret())
    assert read_member_secret(str(secret)) == secret
    for wrong in ("", "17", "17.short", f"-1.{secret.secret}", f"17.{secret.secret}x", f"１７.{secret.secret}"):
        assert read_member_secret(wrong) is None
