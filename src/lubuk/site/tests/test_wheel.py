"""The wheel: it carries what is built, and runs where there is no source."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from lubuk.site.build import build
from lubuk.site.checking.checkout import checkout
from lubuk.site.tests.running import lubuk


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build(checkout(), progress=print)
    line = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    made = subprocess.run(line, cwd=checkout(), capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    return next(folder.glob("*.whl"))


def test_it_carries_what_is_built_and_nothing_of_the_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("ui/static/built/lubuk.css", "ui/static/built/main.js", "packs/core/article.yaml"):
        assert f"lubuk/{needed}" in names
    catalogues = [name for name in names if name.endswith(".po")]
    assert all(name.replace(".po", ".mo") in names for name in catalogues)
    assert not [name for name in names if "/tests/" in name]


def test_it_says_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        (metadata,) = (name for name in opened.namelist() if name.endswith("/METADATA"))
        said = opened.read(metadata).decode()
    needed = [line for line in said.splitlines() if line.startswith("Requires-Dist: ")]
    assert any("django<6.3,>=6.1" in line for line in needed)
    assert any("granian" in line for line in needed)


def test_it_runs_where_there_is_no_source(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(site)
    # The packages that it needs are lent by this environment: fetching them proves nothing of the wheel.
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    program = home / "bin" / "lubuk"
    program.write_text(
        f"#!{home}/bin/python\nimport sys\nfrom lubuk.site.command import main\nsys.exit(main())\n"
    )
    program.chmod(0o755)
    with lubuk(tmp_path / "data", program=program) as running:
        assert running.health()["status"] == "ok"
        assert running.get("/welcome/")[0] == 200
