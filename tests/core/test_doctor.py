"""A finding as people copy it."""

from traybridge.core.doctor import Finding, Level


def test_a_finding_is_copied_with_its_next_step_and_without_empty_lines():
    finding = Finding("port_taken", "Something else answers", "End it.", command="lsof -i")
    assert finding.text == "Something else answers\nEnd it.\nlsof -i"
    assert Finding("exo_fine", "Exo is well", level=Level.FINE).text == "Exo is well"
