//! Which certificates are trusted: those signed by the system's and the office's authorities, and the exact certificate
//! in `ca_file`.
//!
//! A mail server that signed its own certificate often marks it as an authority, and an authority's certificate is
//! refused as a server's. Where it is byte for byte the one in `ca_file`, no other signature is required; its name and
//! its days are still checked.

use std::sync::Arc;

use crate::message::answer::stored_reasons;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::client::{WebPkiServerVerifier, verify_server_name};
use tokio_rustls::rustls::crypto::CryptoProvider;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

/// The usual rules, and the office's own certificates.
#[derive(Debug)]
pub(super) struct Trust {
    usual: Arc<WebPkiServerVerifier>,
    own: Vec<CertificateDer<'static>>,
}

impl Trust {
    /// Fails where no authority is known at all.
    pub(super) fn new(
        roots: RootCertStore,
        own: Vec<CertificateDer<'static>>,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, String> {
        let usual = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider)).build();
        Ok(Self { usual: usual.map_err(|error| error.to_string())?, own })
    }
}

/// Whether the one thing wrong with a certificate is that it is marked as an authority's. Its days are checked against
/// the clock before that is found.
fn is_authority(error: &Error) -> bool {
    matches!(error, Error::InvalidCertificate(CertificateError::Other(other)) if format!("{other:?}").contains("CaUsedAsEndEntity"))
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match self.usual.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            Err(error) if is_authority(&error) && self.own.iter().any(|own| own.as_ref() == end_entity.as_ref()) => {
                verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
                Ok(ServerCertVerified::assertion())
            }
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
}

/// What helps, by what is wrong.
pub(super) fn cure(error: &str, host: &str, port: u16) -> String {
    let shown = format!("`openssl s_client -starttls smtp -showcerts -connect {host}:{port}` shows it");
    let cure = match error {
        error if error.contains("CaUsedAsEndEntity") || error.contains("UnknownIssuer") => {
            stored_reasons::CERTIFICATE_UNKNOWN
        }
        error if error.contains("NotValidForName") => stored_reasons::CERTIFICATE_NAME,
        error if error.contains("Expired") || error.contains("NotValidYet") => stored_reasons::CERTIFICATE_DAYS,
        _ => stored_reasons::CHECK_HOST,
    };
    format!("{}; {shown}", cure.stored_text())
}
