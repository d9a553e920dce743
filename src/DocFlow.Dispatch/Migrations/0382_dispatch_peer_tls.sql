-- mutual TLS with a peer: our certificate with its key (protected), what is told of it, and whom we believe for theirs
alter table dispatch_peer add protected_certificate {text} null;
alter table dispatch_peer add certificate_print {text:64} null;
alter table dispatch_peer add certificate_until {time} null;
alter table dispatch_peer add trusted_certificate {text} null;
