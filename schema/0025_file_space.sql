-- How much space the files of an account take is asked before another is kept, and whether a file is
-- still wanted when it could not be written down.
create index upload_account on upload (account);
create index claim_paper_actor on claim_paper (actor);
create index claim_paper_sha256 on claim_paper (sha256);
create index entry_photo_actor on entry_photo (actor);
create index entry_photo_sha256 on entry_photo (sha256);
