"""A corpus in, Parquet out: everything scanned, read deeply where it pays, gone on with after a stop.

On Daft: its own engine on one machine, Ray on many. See `docs/batch.md`. The one call is `run_batch` in
`watchwire.batch.run`; nothing is imported here, as the engine is an extra.
"""
