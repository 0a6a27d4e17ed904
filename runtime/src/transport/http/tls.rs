//! The certificates that the default transport trusts.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::{Error, ErrorKind};

/// Where trusted certificates come from, besides those that are added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Base {
    /// The operating system.
    #[default]
    System,
    /// Mozilla's list, as compiled in.
    #[cfg(feature = "webpki-roots")]
    Bundled,
    /// Nowhere.
    Nothing,
}

/// Returns the TLS settings. The crypto provider is not installed process-wide, which is the application's choice.
pub(super) fn config(base: Base, added: &[Vec<u8>]) -> Result<ClientConfig, Error> {
    let added = added.iter().map(|pem| certificates(pem)).collect::<Result<Vec<_>, _>>()?.concat();
    trusting(base, added).map_err(|error| Error::set_up("cannot set up TLS", error))
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let invalid = || Error::new(ErrorKind::InvalidInput, "the root certificates are not certificates in PEM");
    let read: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().map_err(|_| invalid())?;
    if read.is_empty() { Err(invalid()) } else { Ok(read) }
}

fn trusting(base: Base, added: Vec<CertificateDer<'static>>) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    let mut roots = RootCertStore::empty();
    match base {
        Base::System => {
            let verifier = Arc::new(Verifier::new_with_extra_roots(added, provider)?);
            return Ok(config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth());
        }
        #[cfg(feature = "webpki-roots")]
        Base::Bundled => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Base::Nothing => {}
    }
    added.into_iter().try_for_each(|certificate| roots.add(certificate))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
