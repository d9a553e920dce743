-- the TLS certificate that a partner's calls must show, by its SHA-256; none: any connection
alter table identity_partner add certificate_print {text:64} null;
