//! The page's own certificate, where no proxy stands before it.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::WebError;
use crate::config::Tls;
use crate::message::Sentence;
use crate::message::answer::web::NO_CERTIFICATE;
use crate::message::sentence::sentence;

/// What connections are secured with; TLS 1.2 and 1.3.
pub(crate) fn acceptor(tls: &Tls) -> Result<TlsAcceptor, WebError> {
    let wrong = |file: &Path, why: Sentence| WebError::Tls { file: file.display().to_string(), why };
    let read = |file: &Path| std::fs::read(file).map_err(|error| wrong(file, Sentence::quoted(&error)));
    let certificate = read(&tls.certificate)?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&certificate).collect();
    let chain = chain.map_err(|error| wrong(&tls.certificate, Sentence::quoted(&error)))?;
    if chain.is_empty() {
        return Err(wrong(&tls.certificate, sentence!(NO_CERTIFICATE)));
    }
    let key = read(&tls.key_file)?;
    let key = PrivateKeyDer::from_pem_slice(&key).map_err(|error| wrong(&tls.key_file, Sentence::quoted(&error)))?;
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(&tls.certificate, Sentence::quoted(&error)))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| wrong(&tls.certificate, Sentence::quoted(&error)))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
