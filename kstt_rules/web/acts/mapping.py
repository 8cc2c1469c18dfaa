"""Takes a mapping file that was kept from another dossier, or written by hand."""

from kstt_rules.outputs.target import atomic_file
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.texts import understood as words


def act(desk: Desk, form: Form) -> Done:
    """Read the files by the text that was given; by none where it is blank. Raises InputError for a faulty one."""
    text = str(form.get("mapping", "")).replace("\r\n", "\n")
    path = desk.workspace.mapping
    with desk.tried(path):
        if text.strip():
            with atomic_file(path) as file:
                file.write(text.encode())
        else:
            path.unlink(missing_ok=True)
        desk.judge_again()
    return Done("understood", words.READ_AGAIN)
