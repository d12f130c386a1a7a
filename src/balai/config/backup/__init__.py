"""Backup and restore: every table and every uploaded file in one encrypted archive (kata: cadangan, pulihkan).

The archive, byte by byte:

    8 bytes    magic "BALAIBK1"
    4 bytes    length of the header, unsigned, big endian
    header     JSON: version, created_at (UTC), vendor, migrations {app: [names]}, key_id
    32 bytes   SHA-256 of everything above: damage to the header is told apart from a wrong key
    body       a file as `kernel.crypto.files` seals it under BALAI_BACKUP_KEY: AES-256-GCM in pieces of 64 KiB, the
               piece's number and whether it is the last in the nonce, the header's SHA-256 in the AAD of every piece

A cut moves the last-piece mark, a flip breaks a tag, a reordering breaks a number, another header breaks every piece.

The plain body is one zlib stream of frames (kind: 1 byte, length: 4 bytes, payload), see `frames.py`: manifest (tables,
numbering, and for the embedded database the statements that made it), then each table (begin, batches of rows, end
with count and digest), then each file (begin, pieces, end), then the end frame with the totals. Rows are written by
Python type (`values.py`), so an archive of the embedded database can be restored into PostgreSQL and the other way
round. The rows of the cache's table are left out.
"""
