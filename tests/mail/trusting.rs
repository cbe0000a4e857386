//! Which certificates are believed (CASES G8, S12): a server of our own, with certificates made by the `openssl` command.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use pactwatch::post::{Post, Security, SmtpPost, SmtpSettings, TroubleKind};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A certificate that signed itself, for that name, an authority's or not; false where there is no `openssl`.
fn certificate(folder: &Path, name: &str, authority: &str) -> bool {
    let made = Command::new("openssl")
        .args([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail", "-keyout", "key.pem",
        ])
        .args(["-out", "cert.pem", "-addext", &format!("subjectAltName=DNS:{name}")])
        .args(["-addext", &format!("basicConstraints=critical,CA:{authority}")])
        .current_dir(folder)
        .output();
    made.is_ok_and(|made| made.status.success())
}

/// A mail server behind that certificate, for one conversation. Gives its port.
fn server(folder: &Path) -> u16 {
    let certificates = vec![CertificateDer::from_pem_file(folder.join("cert.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (tcp, _) = listener.accept().unwrap();
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut lines = BufReader::new(StreamOwned::new(connection, tcp));
        // A client that does not believe us hangs up, and that is what some of this is about.
        let _ = lines.get_mut().write_all(b"220 mail\r\n");
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
            let _ = lines.get_mut().write_all(b"250 mail\r\n");
            line.clear();
        }
    });
    port
}

#[test]
fn g8_a_certificate_that_the_server_signed_itself() {
    let cases = [
        ("an authority's, in ca_file", "localhost", "TRUE", true, None),
        ("no authority's, in ca_file", "localhost", "FALSE", true, None),
        ("not in ca_file", "localhost", "TRUE", false, Some("that very certificate, into `[post.smtp] ca_file`")),
        (
            "in ca_file, for another name",
            "mail.example.vn",
            "TRUE",
            true,
            Some("write the name that it bears into `host`"),
        ),
    ];
    for (rule, name, authority, known, refused) in cases {
        let folder = tempfile::tempdir().unwrap();
        if !certificate(folder.path(), name, authority) {
            eprintln!("there is no `openssl` here that makes certificates; nothing was tried");
            return;
        }
        let pem = std::fs::read(folder.path().join("cert.pem")).unwrap();
        let mut settings = SmtpSettings::new("localhost", server(folder.path()), Security::Tls);
        settings.ca_pem = known.then_some(pem);
        let opened = SmtpPost::new(settings).unwrap().open();
        match (opened, refused) {
            (Ok(()), None) => {}
            (Err(trouble), Some(cure)) => {
                assert_eq!(trouble.what, TroubleKind::Tls, "{rule}: {trouble}");
                assert!(
                    trouble.detail.contains(cure) && trouble.detail.contains("openssl s_client"),
                    "{rule}: {trouble}"
                );
            }
            (opened, _) => panic!("{rule}: {opened:?}"),
        }
    }
}
