"""scripts/bootstrap on machines made of fakes: what it installs, what it asks for, and when it does nothing."""

import re
from pathlib import Path

import pytest
from tests.packaging.conftest import HOLD_UV, Machine, packages

RUN = packages("run")
DEV = packages("run", "dev")


def change(file: Path) -> None:
    file.write_text(file.read_text() + "# changed\n")


class TestDebianPackages:
    def test_root_gets_what_is_missing_installed(self, machine: Machine) -> None:
        """Only what is missing, after a refresh of the lists, without recommended extras and without questions."""
        machine.debian(*(name for name in RUN if name not in {"libgl1", "libgomp1"}))
        machine.has_uv()
        done = machine.bootstrap("run")
        assert done.returncode == 0, done.stderr
        assert machine.calls("apt-get", "sudo") == [
            "apt-get update -qq",
            "apt-get install --assume-no --no-install-recommends libgl1 libgomp1",
            "apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 libgl1 libgomp1",
        ]
        assert "Installing Debian packages: libgl1 libgomp1" in done.stderr

    def test_nothing_is_asked_of_apt_when_all_is_there(self, machine: Machine) -> None:
        machine.debian(*DEV)
        machine.has_uv()
        assert machine.bootstrap("dev").returncode == 0
        assert machine.calls("apt-get", "sudo") == []

    @pytest.mark.parametrize(("mode", "names"), [("run", RUN), ("dev", DEV)])
    def test_a_bare_machine_lacks_them_all(self, machine: Machine, mode: str, names: list[str]) -> None:
        machine.debian("libc6", "dash")
        machine.has_uv()
        assert machine.bootstrap(mode).returncode == 0
        assert machine.calls("apt-get")[-1].endswith("Timeout=300 " + " ".join(names))

    def test_a_package_that_another_provides_is_there(self, machine: Machine) -> None:
        """Debian 13 and Ubuntu 24.04 renamed libglib2.0-0; asking for it each time would never end."""
        others = [name for name in RUN if name not in {"libglib2.0-0", "libgomp1"}]
        machine.debian(*others, "libglib2.0-0t64 libglib2.0-0 (= 2.84.4-3), libgomp1 (= 1)")
        machine.has_uv()
        assert machine.bootstrap("run").returncode == 0
        assert machine.calls("apt-get") == []

    def test_a_removed_package_is_missing(self, machine: Machine) -> None:
        """dpkg's list goes on naming packages whose settings were left behind."""
        machine.debian(*(name for name in RUN if name != "libegl1"), removed="libegl1")
        machine.has_uv()
        assert machine.bootstrap("run").returncode == 0
        assert machine.calls("apt-get")[1].endswith(" libegl1")

    def test_anyone_else_is_told_the_line_to_type(self, machine: Machine) -> None:
        """The program goes on: its command line needs none of the packages."""
        machine.debian(*(name for name in RUN if name not in {"libgl1", "libxcb-cursor0"}), user=1000)
        machine.has_uv()
        done = machine.bootstrap("run")
        assert done.returncode == 0, done.stderr
        assert "sudo apt-get install -y --no-install-recommends libgl1 libxcb-cursor0" in done.stderr.splitlines()
        assert machine.calls("apt-get", "sudo") == []
        assert (machine.project / ".venv" / "bin" / "traybridge").exists()

    @pytest.mark.parametrize(
        ("sudo", "line"),
        [(True, "sudo apt-get install {}"), (False, "su -c 'apt-get install {}'")],
    )
    def test_where_nothing_can_be_installed_without_them_it_stops(
        self, machine: Machine, sudo: bool, line: str
    ) -> None:
        """Debian's python3 without python3-venv, and no uv: it is said once, with the line that helps here."""
        machine.debian(*(name for name in RUN if name not in {"python3-venv", "libgl1"}), user=1000)
        machine.python("python3", (3, 11), lacks="ensurepip")
        if not sudo:
            (machine.bin / "sudo").unlink()
        done = machine.bootstrap("run")
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            "Some Debian packages are missing. Install them first, then try again:",
            line.format("-y --no-install-recommends python3-venv libgl1"),
        ]
        assert machine.calls("apt-get", "python3") == []

    def test_how_much_will_be_fetched_is_said(self, machine: Machine) -> None:
        machine.debian(*(name for name in RUN if name != "libgl1"))
        machine.fake(
            "apt-get",
            """case "$*" in *--assume-no*) cat <<'END'
The following NEW packages will be installed:
  libgl1
Need to get 1,024 kB/71.3 MB of archives.
After this operation, 210 MB of additional disk space will be used.
END
exit 1 ;; esac""",
        )
        machine.has_uv()
        done = machine.bootstrap("run")
        assert done.returncode == 0, done.stderr
        assert "Installing Debian packages (1,024 kB to fetch, 210 MB on the disk): libgl1" in done.stderr
        assert "220 MB to fetch the first time, 470 MB on the disk" in done.stderr

    def test_tests_without_their_packages_do_not_begin(self, machine: Machine) -> None:
        machine.debian(*(name for name in DEV if name != "xvfb"), user=1000)
        machine.has_uv()
        done = machine.bootstrap("dev")
        assert done.returncode == 1
        assert "sudo apt-get install -y --no-install-recommends xvfb" in done.stderr.splitlines()
        assert machine.calls("apt-get", "sudo", "uv") == []

    def test_apt_failing_ends_it(self, machine: Machine) -> None:
        machine.debian()
        machine.fake("apt-get", '[ "$1" = update ] || { echo "E: no such thing" >&2; exit 100; }')
        machine.has_uv()
        done = machine.bootstrap("run")
        assert done.returncode == 1
        assert "E: no such thing" in done.stderr
        assert "apt-get could not install them" in done.stderr
        assert machine.calls("uv") == []

    @pytest.mark.parametrize(("user", "words"), [(1000, "sudo apt-get install -y"), (0, "E: no such thing")])
    def test_the_benches_go_on_without_their_packages(self, machine: Machine, user: int, words: str) -> None:
        """What a machine cannot do is skipped there, with a sentence."""
        machine.debian(*(name for name in packages("run", "platforms") if name != "wine"), user=user)
        machine.fake("apt-get", '[ "$1" = update ] || { echo "E: no such thing" >&2; exit 100; }')
        done = machine.bootstrap("platforms")
        assert done.returncode == 0
        assert words in done.stderr
        assert "wine" in done.stderr

    def test_the_benches_get_other_systems_requirements_once(self, machine: Machine) -> None:
        machine.debian(*packages("run", "platforms"))
        machine.has_uv()
        assert machine.bootstrap("platforms").returncode == 0
        systems = [re.findall(r"--python-platform (\S+)", call) for call in machine.calls("uv")]
        assert systems == [[], ["x86_64-pc-windows-msvc"], ["aarch64-apple-darwin"]]
        assert all("--require-hashes" in call for call in machine.calls("uv"))
        machine.forget()
        assert machine.bootstrap("platforms").returncode == 0
        assert machine.calls("uv") == []

    def test_the_benches_go_on_where_nothing_can_be_fetched(self, machine: Machine) -> None:
        machine.debian(*packages("run", "platforms"))
        machine.has_uv()
        machine.fake("uv", '[ "$1" = --version ] || { echo "error: refused" >&2; exit 2; }')
        done = machine.bootstrap("platforms")
        assert done.returncode == 0
        assert "error: refused" in done.stderr
        assert "Going on without Python for Windows" in done.stderr
        machine.forget()
        machine.bootstrap("platforms")
        assert machine.calls("uv") != [], "it is tried again"

    def test_old_lists_are_better_than_none(self, machine: Machine) -> None:
        """No network, but the packages are in apt's cache: that is enough."""
        machine.debian()
        machine.fake("apt-get", '[ "$1" != update ]')
        machine.has_uv()
        assert machine.bootstrap("run").returncode == 0
        assert [call.split()[1] for call in machine.calls("apt-get")] == ["update", "install", "install"]

    def test_a_machine_without_apt_is_left_alone(self, machine: Machine) -> None:
        """A Mac; with Homebrew's dpkg, it even has dpkg-query."""
        machine.debian()
        (machine.bin / "apt-get").unlink()
        machine.has_uv()
        done = machine.bootstrap("dev")
        assert done.returncode == 0
        assert "apt-get" not in done.stderr


class TestPython:
    def chosen(self, machine: Machine, **environment: str) -> str:
        done = machine.bootstrap("run", **environment)
        assert done.returncode == 0, done.stderr
        venv = next(call for call in machine.calls("uv") if call.startswith("uv venv"))
        return venv.removeprefix("uv venv -q --python ").removesuffix(" .venv").removeprefix(f"{machine.bin}/")

    @pytest.fixture(autouse=True)
    def uv(self, machine: Machine) -> None:
        machine.has_uv()

    def test_what_the_machine_calls_python_comes_first(self, machine: Machine) -> None:
        machine.python("python3.13", (3, 13))
        assert self.chosen(machine) == "python3"

    def test_one_that_is_too_old_is_passed_over(self, machine: Machine) -> None:
        machine.python("python3", (3, 9))
        machine.python("python3.11", (3, 11))
        machine.python("python3.12", (3, 12))
        assert self.chosen(machine) == "python3.12"

    def test_one_that_is_too_new_is_passed_over(self, machine: Machine) -> None:
        machine.python("python3", (3, 14))
        machine.python("python3.13", (3, 13))
        assert self.chosen(machine) == "python3.13"

    @pytest.mark.parametrize("module", ["ssl", "sqlite3", "ctypes"])
    def test_one_built_without_a_needed_module_is_passed_over(self, machine: Machine, module: str) -> None:
        machine.python("python3", (3, 12), lacks=module)
        machine.python("python3.11", (3, 11))
        assert self.chosen(machine) == "python3.11"

    def test_a_shim_without_its_version_is_passed_over(self, machine: Machine) -> None:
        machine.fake("python3", "echo \"pyenv: version '3.13' is not installed\" >&2; exit 127")
        machine.python("python3.11", (3, 11))
        assert self.chosen(machine) == "python3.11"

    def test_the_person_may_name_one(self, machine: Machine) -> None:
        machine.python("my-python", (3, 13))
        assert self.chosen(machine, PYTHON="my-python") == "my-python"

    def test_uv_fetches_one_where_none_will_do(self, machine: Machine) -> None:
        machine.python("python3", (3, 9))
        assert self.chosen(machine) == "3.13"

    def test_a_venv_whose_python_is_gone_is_made_anew(self, machine: Machine) -> None:
        assert machine.bootstrap("run").returncode == 0
        machine.forget()
        python = machine.project / ".venv" / "bin" / "python"
        python.unlink()
        python.symlink_to("/nowhere/python3.11")
        assert self.chosen(machine) == "python3"


class TestMac:
    @pytest.fixture(autouse=True)
    def mac(self, machine: Machine) -> None:
        machine.fake("uname", "echo Darwin")
        machine.fake("sw_vers", 'echo "${MACOS:-15.7}"')
        machine.has_uv()

    def venv(self, machine: Machine, **environment: str) -> str:
        done = machine.bootstrap("run", **environment)
        assert done.returncode == 0, done.stderr
        return next(call for call in machine.calls("uv") if call.startswith("uv venv"))

    def test_a_framework_build_is_passed_over(self, machine: Machine) -> None:
        """macOS 26 draws no menu bar icon for python.org's and Homebrew's Python, without a word."""
        machine.python("python3", (3, 13), framework=True)
        machine.python("python3.12", (3, 12))
        assert self.venv(machine) == f"uv venv -q --python {machine.bin}/python3.12 .venv"

    @pytest.mark.parametrize("names", [("python3",), ("python3", "python3.13", "python3.12", "python3.11")])
    def test_uv_fetches_its_own_where_all_are(self, machine: Machine, names: tuple[str, ...]) -> None:
        for name in names:
            machine.python(name, (3, 13), framework=True)
        assert self.venv(machine) == "uv venv -q --managed-python --python 3.13 .venv"

    def test_one_that_somebody_names_is_no_exception(self, machine: Machine) -> None:
        machine.python("my-python", (3, 13), framework=True)
        assert "--managed-python" in self.venv(machine, PYTHON="my-python")

    def test_a_venv_of_a_framework_build_is_made_anew(self, machine: Machine) -> None:
        machine.python("project-python", (3, 13), framework=True, folder=machine.fakes)
        self.venv(machine)
        machine.forget()
        (machine.project / "pyproject.toml").write_text("# changed")
        machine.python("project-python", (3, 13), folder=machine.fakes)
        assert self.venv(machine).startswith("uv venv")

    @pytest.mark.parametrize("version", ["12.7.6", "11.0", "10.15.7"])
    def test_an_old_macos_is_told_before_anything_is_prepared(self, machine: Machine, version: str) -> None:
        done = machine.bootstrap("run", MACOS=version)
        assert done.returncode == 1
        assert done.stderr == f"TrayBridge needs macOS 13 or newer: this Mac has {version}.\n"
        assert machine.calls("uv", "python3") == []

    @pytest.mark.parametrize("version", ["13.0", "26.1", "27.0"])
    def test_newer_ones_go_on(self, machine: Machine, version: str) -> None:
        assert machine.bootstrap("run", MACOS=version).returncode == 0


class TestUv:
    FETCH = (
        "-m pip --disable-pip-version-check install -q --no-deps --only-binary :all:"
        " --require-hashes -r packaging/lock/uv.txt"
    )

    def test_it_is_fetched_by_hash_where_there_is_none(self, machine: Machine) -> None:
        done = machine.bootstrap("run")
        assert done.returncode == 0, done.stderr
        assert machine.calls("python3", "uv-python") == [
            "python3 -m venv --clear build/uv",
            f"uv-python {self.FETCH}",
        ]
        assert (machine.project / ".venv" / "bin" / "traybridge").exists()

    def test_a_python_too_old_for_us_can_fetch_it(self, machine: Machine) -> None:
        """A Mac's own Python is 3.9."""
        machine.python("python3", (3, 9))
        assert machine.bootstrap("run").returncode == 0
        assert machine.calls("python3") == ["python3 -m venv --clear build/uv"]
        assert "uv venv -q --python 3.13 .venv" in machine.calls("uv")

    def test_it_is_fetched_once(self, machine: Machine) -> None:
        machine.bootstrap("run")
        machine.bootstrap("dev")
        assert len(machine.calls("uv-python")) == 1

    def test_one_on_the_path_is_used(self, machine: Machine) -> None:
        machine.has_uv()
        assert machine.bootstrap("run").returncode == 0
        assert machine.calls("python3", "uv-python") == []

    def test_a_python_without_pip_is_told(self, machine: Machine) -> None:
        """No Debian that we could ask, and nobody who could install it."""
        machine.python("python3", (3, 11), lacks="ensurepip")
        done = machine.bootstrap("run")
        assert done.returncode == 1
        assert "su -c 'apt-get install -y --no-install-recommends python3-venv'" in done.stderr.splitlines()
        assert not (machine.project / ".venv").exists()

    def test_a_mirror_set_up_for_pip_holds_for_uv(self, machine: Machine) -> None:
        pip = '\ncp "$FAKES/pip" build/uv/bin/pip\n'
        machine.fake("pip", '[ "$*" = "config get global.index-url" ] && echo https://mirror.test/simple',
                     folder=machine.fakes)  # fmt: skip
        machine.fake("uv", 'echo "uv index=$UV_DEFAULT_INDEX" >&2', folder=machine.fakes)
        machine.fake("python3", f'case "$1 $2" in "-m venv") {HOLD_UV} {pip} ;; esac')
        assert "uv index=https://mirror.test/simple" in machine.bootstrap("run").stderr
        named = machine.bootstrap("run", PIP_INDEX_URL="https://other.test/simple")
        assert "uv index=https://other.test/simple" in named.stderr
        own = machine.bootstrap("run", UV_DEFAULT_INDEX="https://own.test/simple")
        assert "uv index=https://own.test/simple" in own.stderr


class TestReadiness:
    INSTALL = (
        "uv pip install -q --python .venv/bin/python --no-deps --only-binary :all: --require-hashes"
        " -r packaging/lock/{}.txt"
    )

    @pytest.fixture(autouse=True)
    def uv(self, machine: Machine) -> None:
        machine.has_uv()

    def installed(self, machine: Machine, mode: str) -> list[str]:
        """Names of the locks that one more bootstrap installs."""
        machine.forget()
        done = machine.bootstrap(mode)
        assert done.returncode == 0, done.stderr
        calls = machine.calls("uv")
        return [name for name in ("run", "dev") if self.INSTALL.format(name) in calls]

    def test_a_ready_machine_is_left_alone(self, machine: Machine) -> None:
        assert self.installed(machine, "run") == ["run"]
        assert self.installed(machine, "run") == []
        assert machine.calls("uv", "python3") == []

    def test_what_will_do_for_the_tests_will_do_to_run(self, machine: Machine) -> None:
        assert self.installed(machine, "run") == ["run"]
        assert self.installed(machine, "dev") == ["dev"]
        assert self.installed(machine, "run") == []

    @pytest.mark.parametrize("file", ["packaging/lock/run.txt", "pyproject.toml"])
    def test_a_change_of_requirements_is_brought_in(self, machine: Machine, file: str) -> None:
        assert self.installed(machine, "run") == ["run"]
        change(machine.project / file)
        assert self.installed(machine, "run") == ["run"]
        assert self.installed(machine, "run") == []

    def test_a_change_keeps_the_tools_of_one_who_works_on_it(self, machine: Machine) -> None:
        assert self.installed(machine, "dev") == ["dev"]
        change(machine.project / "packaging/lock/dev.txt")
        assert self.installed(machine, "run") == ["dev"]

    def test_a_touched_file_is_no_change(self, machine: Machine) -> None:
        """git gives files new dates when it goes to a commit and back."""
        assert self.installed(machine, "run") == ["run"]
        (machine.project / "pyproject.toml").touch()
        assert self.installed(machine, "run") == []

    def test_a_moved_clone_is_made_ready_again(self, machine: Machine) -> None:
        """Scripts of a .venv name its old place."""
        assert self.installed(machine, "run") == ["run"]
        moved = machine.project.rename(machine.project.parent / "moved")
        machine.forget()
        there = Machine(moved, machine.bin, machine.fakes, machine.log)
        assert self.installed(there, "run") == ["run"]

    def test_a_failed_install_is_tried_again(self, machine: Machine) -> None:
        machine.fake("uv", 'case "$*" in *--require-hashes*) echo "no network" >&2; exit 2 ;; esac')
        failed = machine.bootstrap("run")
        assert failed.returncode == 1
        assert "no network" in failed.stderr
        assert "uv could not install them" in failed.stderr
        machine.has_uv()
        assert self.installed(machine, "run") == ["run"]

    def test_a_failed_install_of_the_project_is_tried_again(self, machine: Machine) -> None:
        machine.fake("uv", 'case "$*" in *--editable*) exit 2 ;; esac')
        assert machine.bootstrap("run").returncode == 1
        machine.has_uv()
        assert self.installed(machine, "run") == ["run"]

    def test_it_speaks_on_stderr_only(self, machine: Machine) -> None:
        """`make run ARGS="status --json" | jq` must get nothing but the program's own words."""
        machine.debian()
        assert machine.bootstrap("dev").stdout == ""

    def test_uv_is_all_that_lock_asks_for(self, machine: Machine) -> None:
        done = machine.bootstrap("uv")
        assert done.stdout == f"{machine.bin}/uv\n"
        assert not (machine.project / ".venv").exists()

    def test_bytecode_is_there_before_somebody_waits_for_the_icon(self, machine: Machine) -> None:
        machine.has_uv()
        machine.bootstrap("run")
        [compiled] = machine.calls("project-python")
        assert compiled.endswith(" .venv/lib src")
        machine.forget()
        machine.bootstrap("run")
        assert machine.calls("project-python") == []

    def test_the_benchmarks_have_an_environment_of_their_own_beside_that_of_development(self, machine: Machine) -> None:
        machine.has_uv()
        machine.bootstrap("dev")
        machine.forget()
        assert machine.bootstrap("bench").returncode == 0
        assert machine.calls("uv")[1].replace("build/bench-venv", ".venv").startswith(self.INSTALL.format("run"))
        assert (machine.project / "build" / "bench-venv" / "bin" / "traybridge").exists()
        machine.forget()
        machine.bootstrap("bench")
        assert machine.calls("uv") == []
        assert [call.split()[1:3] for call in machine.calls("project-python")] == [["-m", "compileall"]]

    def test_an_unknown_word_explains_itself(self, machine: Machine) -> None:
        done = machine.bootstrap("help")
        assert done.returncode == 1
        assert done.stderr == "usage: scripts/bootstrap run|dev|bench|platforms|uv\n"
