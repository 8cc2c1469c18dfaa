"""The words that several pages share, and those of what is refused."""

from typing import Final

from kstt_rules.base.bilingual import both

TITLE: Final = both("Audit a dossier")
ABOUT: Final = both(
    "Choose the workbooks of one dossier. Nobody but you sees them; they are deleted when you delete them, "
    "{hours} hours after you last used them, and when the server is stopped."
)
FILES: Final = both("Workbooks of the dossier")
PREVIOUS: Final = both("Earlier roster, to compare with")
UNITS: Final = both("Register of units")
MAPPING: Final = both("Mapping file kept from an earlier dossier")
MAPPING_TEXT: Final = both("Mapping file (YAML)")
USE_TEXT: Final = both("Use this text and read again")
TEXT: Final = both("Official text of the regulation, to quote (.docx, .txt)")
AS_OF: Final = both("As of")
EFFECTIVE_FROM: Final = both("In force from")
OPTIONAL: Final = both("optional")
PACK: Final = both("Rule pack")
SETTINGS: Final = both("Parameters and readings: KEY=VALUE, one per line")
SETTINGS_HINT: Final = both("One per line, such as limits.provincial_max=2")
SUBMIT: Final = both("Audit")
TEMPLATE: Final = both("Download the workbook to fill in")

WORKSPACES: Final = both("Your dossiers")
DELETE: Final = both("Delete")
DELETE_NOW: Final = both("Delete for good")
UNDERSTOOD: Final = both("What was understood")
FINDINGS: Final = both("Findings")
TO_START: Final = both("To the start page")
TO_WORKSPACE: Final = both("Back to the dossier")
NOT_DONE: Final = both("This was not done")
MEND_FILES: Final = both("Take a file out, or send another one")
NOT_OPENED: Final = both("The dossier could not be audited")
TYPED: Final = both("What you typed")
OPTIONS_CHANGED: Final = both("The dossier was audited again with these options.")
OPENING: Final = both("The dossier is being audited")
STAGES: Final = {
    "line": both("Waiting for others to be done."),
    "start": both("Starting."),
    "read": both("Files read: {done} of {total}."),
    "judge": both("Rules judged: {done} of {total}."),
    "word": both("Writing the findings."),
    "open": both("Done."),
}

NO_FILE: Final = both("Choose at least one workbook.")
NO_DAY: Final = both("Enter the audit date.")
BAD_DAY: Final = both("{text!r} is not a date; write it as 2022-03-31.")
NOT_ALLOWED: Final = both("{name!r} is not allowed; choose from {allowed}.")
TOO_LARGE: Final = both("The files are larger than {most} MB together; send fewer at a time.")
MOST_FILES_CHOSEN: Final = both("{count} files are chosen; at most {most} can be sent at a time.")
TOO_SLOW: Final = both("The files came too slowly and were not audited; send fewer, or over a faster network.")
BAD_FORM: Final = both("The form did not arrive completely; send it again.")
TOO_MANY: Final = both(
    "{count} files were sent; send at most {most} at a time, or audit their folder with “kstt audit”."
)
FOREIGN: Final = both(
    "The form was sent by a page of another site and was not audited; open this page and send it here."
)
BUSY: Final = both("Too many audits are waiting; send the form again in a minute.")
TOO_LONG: Final = both("The audit took longer than {seconds} seconds and was ended; send fewer files at a time.")
DOSSIER_TOO_LARGE: Final = both(
    "The files of this dossier would be larger than {most} MB together; take some of them away first."
)
DISK_FULL: Final = both(
    "The disk of the server is full, so this was not done; the files are not at fault. Delete dossiers that you need "
    "no more, or tell the server's administrator; then try again."
)
NO_MEMORY: Final = both(
    "The server has not enough memory for the audit now; the files are not at fault. Send them again later, or fewer."
)
NOT_FOUND: Final = both("There is no such page.")
FAILED: Final = both(
    "This failed because of an error in the program, not in the files. Tell the administrator: the server's log has it."
)
STALE_FORM: Final = both(
    "This form was not shown to you by this page, or its cookie is gone; open the page again, with cookies allowed, "
    "and send it from there."
)
NO_ACCESS: Final = both(
    "This server is used with an access token; open the address with ?token= that its administrator gave you."
)
NO_WORKSPACE: Final = both(
    "There is no such dossier here, or not for this browser: it was deleted, it was unused for too long, or the server "
    "was started again. Choose its files again on the start page."
)
TOO_MANY_WORKSPACES: Final = both("You have {most} dossiers already; delete one of them on the start page first.")
NO_ROOM_FOR_WORKSPACES: Final = both("The server holds as many dossiers as it can; try again later.")
OTHER_HOST: Final = both("This server is not called {host}; its administrator can add that name with --name {host}.")
