//! Addresses with a user and a password.

use tencentcloud_runtime::credentials::{Context, CvmRole, ProvideCredentials};
use tencentcloud_runtime::transport::{TransportError, TransportErrorKind};
use tencentcloud_runtime::{Client, Endpoint, Error};

use super::printed::{assert_prints_clean, clean};
use crate::support::Fake;

/// Forms of user information, also where it makes the address malformed.
const ADDRESSES: [&str; 9] = [
    "http://u:hush@127.0.0.1:1",
    "http://hush@127.0.0.1",
    "http://u:hush/@127.0.0.1:1",
    "http://u:hu\"sh?hush#hush@127.0.0.1",
    "http://u:hush@127.0.0.1:port",
    "http://u:hush@h ost",
    "ftp://u:hush@127.0.0.1",
    "u:hush@127.0.0.1:1",
    "http://127.0.0.1/?token=hush",
];

#[tokio::test]
async fn addresses_print_no_password() {
    for address in ADDRESSES {
        let connected =
            || Client::builder().credentials(Fake::credentials()).transport(Fake::default()).connect_to(address);
        assert_prints_clean(&connected());
        clean(connected().build().expect_err(address));
        let variable = |name: &str| (name == "TENCENTCLOUD_ENDPOINT").then(|| address.to_owned());
        let from_env =
            Client::builder().credentials(Fake::credentials()).transport(Fake::default()).environment(variable);
        let error = clean(from_env.build().expect_err(address));
        assert!(error.to_string().contains("TENCENTCLOUD_ENDPOINT"), "{error}");
        clean(Endpoint::custom(address).expect_err(address));
        let role = CvmRole::new().endpoint(address);
        assert_prints_clean(&role);
        clean(role.provide(&Context::new(Fake::default())).await.expect_err(address));
    }
}

#[test]
fn causes_print_no_password() {
    for cause in [
        "GET https://u:hush@example.com/?x-cos-security-token=hush failed",
        "cannot connect to u:hush@proxy:3128",
        "Authorization: TC3-HMAC-SHA256 Credential=hush/2026, Signature=hush",
        r#"{"SecretKey": "hush", "password": "hush"}"#,
        "q-ak=hush&q-signature=hush",
    ] {
        clean(Error::credentials(cause));
        clean(Error::credentials("no key").caused_by(cause));
        clean(Error::credentials("no key").caused_by(std::io::Error::other(cause)));
        let error = TransportError::new(TransportErrorKind::Other, cause);
        assert_prints_clean(&error);
        clean(Error::credentials("no key").caused_by(error));
    }
}

#[test]
fn a_cause_without_secrets_can_be_downcast() {
    use std::error::Error as _;
    let error = Error::credentials("no key").caused_by(std::io::Error::other("the disk is full"));
    assert!(error.source().is_some_and(|cause| cause.is::<std::io::Error>()));
}
