"""Marks files in a process of its own, because a hostile part can take any time and any memory.

marking.py runs this file as a script: ``marking_child.py SECONDS BYTES FOLDER``, the limits of time a file and of
address space, and where the package lies. Jobs come pickled on standard input, one when the last is answered. An answer
is a line of JSON: ``[suffix, length]`` and behind it so many bytes; ``null`` for another format; or a word why not.
"""

import pickle
import sys


def main() -> None:
    """Do the jobs on standard input, within the limits given as arguments."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    sys.path.append(sys.argv[3])

    from kstt_rules.base.own_limits import end_after, end_never, limit_memory  # noqa: PLC0415  (once it is found)

    limit_memory(memory)
    while True:
        try:
            job = pickle.load(sys.stdin.buffer)  # noqa: S301  (from the process that started this one)
        except EOFError:
            return
        end_after(seconds)
        _answer(job)
        end_never()


def _answer(job: object) -> None:
    import orjson  # noqa: PLC0415  (now that the limits hold)

    from kstt_rules.outputs.annotated.in_place import Job, mark_in_place  # noqa: PLC0415  (as above)
    from kstt_rules.outputs.annotated.xml_edit import Unmarkable  # noqa: PLC0415  (as above)

    assert isinstance(job, Job)
    content = b""
    try:
        head: object = mark_in_place(job)
    except Unmarkable:
        head = "unmarkable"
    except MemoryError:
        head = "too_much"
    if isinstance(head, tuple):
        suffix, content = head
        head = [suffix, len(content)]
    sys.stdout.buffer.write(orjson.dumps(head) + b"\n" + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
