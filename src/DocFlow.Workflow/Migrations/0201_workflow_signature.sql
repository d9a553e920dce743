-- what a signer set out to sign, written before the key is touched: after a crash the same reservation is resumed
create table workflow_signature (
    id {uuid} not null primary key,
    case_id {uuid} not null,
    case_version {int} not null,
    signer {uuid} not null,
    seen_sha256 {text:64} not null,
    field {text:50} not null,
    reserved_at {time} not null,
    state {text:20} not null,
    signed_sha256 {text:64} null,
    reason {text:200} null
);
create unique index ux_workflow_signature_act on workflow_signature (case_id, case_version, signer);
