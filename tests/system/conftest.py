"""Some of these tests are about one system only."""

import sys

collect_ignore = [] if sys.platform == "linux" else ["test_secretservice.py", "test_logind.py", "test_netlink.py"]
