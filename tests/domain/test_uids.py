"""Identities are UUIDs that any tool knows for such, and no two are alike."""

from uuid import RFC_4122, UUID

from models.domain.uids import new_uid


def test_that_identities_are_random_uuids_written_as_everybody_writes_them():
    uids = [new_uid() for _ in range(1000)]
    lus = [UUID(uid) for uid in uids]
    assert {u.version for u in lus} == {4}
    assert {u.variant for u in lus} == {RFC_4122}
    assert [str(u) for u in lus] == uids
    assert len(set(uids)) == 1000
