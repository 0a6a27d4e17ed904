//! Which certificates are trusted, and what an error about one says.

use tencentcloud_runtime::ErrorKind;
use tencentcloud_runtime::transport::{HttpTransport, HttpTransportBuilder};

use super::certificates::{Authority, self_signed};
use super::server::{plain, with_tls};
use super::{call, client, run};

/// Returns the builder of a transport that trusts only this certificate.
fn trusting(pem: String) -> HttpTransportBuilder {
    HttpTransport::builder().no_proxy().without_system_roots().root_certificates(pem)
}

/// Calls a server, and returns the error.
async fn refused(address: &str, transport: HttpTransportBuilder) -> String {
    let error = call(address, transport.build().unwrap()).await.unwrap_err();
    assert_eq!((error.kind(), error.is_ambiguous()), (ErrorKind::Connection, false), "{error}");
    error.to_string()
}

#[tokio::test]
async fn an_authority_is_trusted_where_it_is_added() {
    let authority = Authority::new();
    let address = with_tls(authority.server("localhost", false)).await;
    assert!(call(&address, trusting(authority.pem()).build().unwrap()).await.unwrap().starts_with("TLSv1_3"));
    let added = HttpTransport::builder().no_proxy().root_certificates(authority.pem()).build().unwrap();
    assert!(call(&address, added).await.is_ok(), "besides those of the system");
    for other in [trusting(Authority::new().pem()), HttpTransport::builder().no_proxy()] {
        let error = refused(&address, other).await;
        assert!(error.contains("UnknownIssuer") && error.contains("trust its issuer"), "{error}");
    }
}

#[tokio::test]
async fn several_authorities_can_be_in_one_text() {
    let (authority, other) = (Authority::new(), Authority::new());
    let address = with_tls(authority.server("localhost", false)).await;
    assert!(call(&address, trusting(other.pem() + &authority.pem()).build().unwrap()).await.is_ok());
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let authority = Authority::new();
    let error = refused(&with_tls(authority.server("localhost", true)).await, trusting(authority.pem())).await;
    assert!(error.contains("certificate expired") && error.contains("check the clock of this machine"), "{error}");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let authority = Authority::new();
    let error = refused(&with_tls(authority.server("other.example", false)).await, trusting(authority.pem())).await;
    assert!(error.contains("not valid for name") && error.contains("localhost"), "{error}");
}

#[tokio::test]
async fn a_self_signed_certificate_is_accepted_on_request_only() {
    let (server, pem) = self_signed(rustls::ALL_VERSIONS);
    let address = with_tls(server).await;
    refused(&address, HttpTransport::builder().no_proxy()).await;
    assert!(call(&address, trusting(pem).build().unwrap()).await.is_ok());
}

#[tokio::test]
async fn a_server_with_an_older_version_is_served() {
    let (server, pem) = self_signed(&[&rustls::version::TLS12]);
    let text = call(&with_tls(server).await, trusting(pem).build().unwrap()).await.unwrap();
    assert!(text.starts_with("TLSv1_2"), "{text}");
}

#[test]
fn a_text_without_certificates_is_refused() {
    let key = rcgen::KeyPair::generate().unwrap().serialize_pem();
    for pem in ["", "no certificate", &key, "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"] {
        let error = trusting(pem.to_owned()).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(!error.to_string().contains("KEY"), "{error}");
    }
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(trusting(broken.to_owned()).build().is_err());
}

#[cfg(feature = "webpki-roots")]
#[tokio::test]
async fn bundled_certificates_do_not_vouch_for_others() {
    let (server, pem) = self_signed(rustls::ALL_VERSIONS);
    let address = with_tls(server).await;
    let bundled = || HttpTransport::builder().no_proxy().bundled_roots();
    refused(&address, bundled()).await;
    assert!(call(&address, bundled().root_certificates(pem).build().unwrap()).await.is_ok());
}

/// As in an image without certificates.
#[test]
fn a_system_without_certificates_is_an_error_where_they_are_needed() {
    let empty = folder("empty");
    for folder in ["/dev/null", empty.as_str()] {
        run("network::tls::without_system_certificates", &[("SSL_CERT_FILE", "/dev/null"), ("SSL_CERT_DIR", folder)]);
    }
}

/// Creates an empty folder.
fn folder(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder.display().to_string()
}

/// Other systems have a store of certificates in place of the variables.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_environment_names_the_trusted_certificates() {
    let authority = Authority::new();
    let server = with_tls(authority.server("localhost", false)).await;
    let (folder, empty) = (folder("authorities"), folder("no-authorities"));
    // The name is that of a hash, as OpenSSL's.
    let file = format!("{folder}/12345678.0");
    std::fs::write(&file, authority.pem()).unwrap();
    let child = |file: &str, folder: &str, expected: &str| {
        let variables =
            [("SSL_CERT_FILE", file), ("SSL_CERT_DIR", folder), ("SERVER", &server), ("EXPECTED", expected)];
        let variables = variables.map(|(name, value)| (name, value.to_owned()));
        tokio::task::spawn_blocking(move || {
            run(
                "network::tls::with_the_certificates_of_the_environment",
                &variables.each_ref().map(|(name, value)| (*name, value.as_str())),
            );
        })
    };
    child(&file, &empty, "trusted").await.unwrap();
    child("/dev/null", &folder, "trusted").await.unwrap();
    let other = format!("{empty}/other.pem");
    std::fs::write(&other, Authority::new().pem()).unwrap();
    child(&other, "/dev/null", "refused").await.unwrap();
}

#[tokio::test]
#[ignore = "another test runs it in a child process"]
async fn with_the_certificates_of_the_environment() {
    let outcome = call(&std::env::var("SERVER").unwrap(), HttpTransport::new().unwrap()).await;
    let found = match &outcome {
        Ok(_) => "trusted",
        Err(error) if error.to_string().contains("UnknownIssuer") => "refused",
        Err(error) => panic!("{error}"),
    };
    assert_eq!(found, std::env::var("EXPECTED").unwrap());
}

#[tokio::test]
#[ignore = "another test runs it in a child process"]
async fn without_system_certificates() {
    let error = HttpTransport::new().unwrap_err().to_string();
    assert!(error.contains("set `SSL_CERT_FILE`"), "{error}");
    let without_tls = client(plain().await).build().expect("no certificates are needed without TLS");
    super::moderate().send(&without_tls).await.unwrap();
    assert!(client("http://h").transport(trusting(Authority::new().pem()).build().unwrap()).build().is_ok());
    let (server, pem) = self_signed(rustls::ALL_VERSIONS);
    let added = HttpTransport::builder().root_certificates(pem).build().expect("the added certificate is enough");
    assert!(call(&with_tls(server).await, added).await.is_ok());
    #[cfg(feature = "webpki-roots")]
    assert!(HttpTransport::builder().bundled_roots().build().is_ok());
}
