from pathlib import Path

import pytest

from app.settings import SETTINGS, Settings, SettingsError, data_folder, read_settings

HOME = {"HOME": "/home/ada"}


def test_the_defaults_suit_one_person_on_this_machine() -> None:
    settings = read_settings(HOME)
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)
    assert settings.store == "sqlite:////home/ada/.local/share/backprop-visualizer/sessions.sqlite3"
    assert settings.open_browser


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("host", "0.0.0.0", "0.0.0.0"),
        ("port", "9000", 9000),
        ("port", " 9000 ", 9000),
        ("workers", "4", 4),
        ("store", "sqlite:////srv/sessions.sqlite3", "sqlite:////srv/sessions.sqlite3"),
        ("store", "redis://cache:6379/0", "redis://cache:6379/0"),
        ("open_browser", "0", False),
        ("open_browser", "Yes", True),
        ("log_level", "DEBUG", "debug"),
        ("idle_days", "0.5", 0.5),
        ("lifetime_days", "365", 365.0),
        ("max_sessions", "500", 500),
    ],
)
def test_an_environment_variable_is_read(name: str, text: str, value: object) -> None:
    assert getattr(read_settings({**HOME, f"BACKPROP_{name.upper()}": text}), name) == value


def test_the_command_line_overrides_the_environment() -> None:
    settings = read_settings({**HOME, "BACKPROP_PORT": "9000", "BACKPROP_WORKERS": "2"}, {"port": "9001", "host": None})
    assert (settings.port, settings.workers) == (9001, 2)


def test_an_empty_variable_counts_as_unset() -> None:
    assert read_settings({**HOME, "BACKPROP_PORT": ""}).port == 8000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("host", "two words"),
        ("host", "http://example.org"),
        ("port", "abc"),
        ("port", "-1"),
        ("port", "65536"),
        ("port", "8_000"),
        ("port", "٨٠٠٠"),
        ("port", "80.5"),
        ("workers", "0"),
        ("store", "sessions.sqlite3"),
        ("store", "sqlite:///"),
        ("store", "mysql://host/base"),
        ("open_browser", "maybe"),
        ("log_level", "loud"),
        ("idle_days", "0"),
        ("idle_days", "nan"),
        ("lifetime_days", "inf"),
        ("max_sessions", "many"),
    ],
)
def test_the_error_for_an_invalid_setting_is_one_line_with_its_name_its_value_and_what_is_allowed(
    name: str, text: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({**HOME, f"BACKPROP_{name.upper()}": text})
    message = str(caught.value)
    assert f"BACKPROP_{name.upper()}" in message
    assert repr(text) in message
    assert SETTINGS[name].allowed in message
    assert "\n" not in message


def test_an_invalid_option_is_named_as_it_was_typed() -> None:
    with pytest.raises(SettingsError, match=r"--log-level is 'loud'"):
        read_settings(HOME, {"log_level": "loud"})


def test_an_empty_option_is_refused() -> None:
    with pytest.raises(SettingsError, match="--port is ''"):
        read_settings(HOME, {"port": ""})


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {"XDG_DATA_HOME": "/data/ada"}, "/data/ada"),
        ("linux", {"XDG_DATA_HOME": "not/absolute"}, "/home/ada/.local/share"),
        ("darwin", {}, "/home/ada/Library/Application Support"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local"),
        ("win32", {}, "/home/ada/AppData/Local"),
    ],
)
def test_sessions_are_stored_in_the_users_data_folder_of_the_platform(
    platform: str, environ: dict[str, str], folder: str
) -> None:
    from_home = {**HOME, **environ}
    assert data_folder(from_home, platform) == Path(folder)


def test_fields_and_rows_of_settings_correspond() -> None:
    assert set(SETTINGS) == set(Settings.__dataclass_fields__)
