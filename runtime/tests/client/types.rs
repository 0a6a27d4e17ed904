//! Properties of public types.

use std::time::Duration;

use tencentcloud_runtime::{Body, Bucket, ByteStream, Client, Endpoint, Error, PresignedUrl, Reply};

use super::{ID, KEY, moderate};
use crate::support::{Fake, User};

#[test]
fn nothing_secret_is_printed() {
    let credentials = Fake::credentials().with_token("the-token");
    let client = Fake::default().client_with(credentials.clone());
    let bucket = client.bucket("b-1", "r");
    let mut call = moderate();
    call.user = Some(User { user_id: None, phone: Some("555-0199".to_owned()) });
    let builder = Client::builder().credentials(credentials.clone());
    for printed in [
        format!("{credentials:?}"),
        format!("{client:?}"),
        format!("{bucket:?}"),
        format!("{builder:?}"),
        format!("{call:?}"),
        format!("{:?}", client.call(call)),
    ] {
        for secret in [ID, KEY, "the-token", "555-0199"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }
}

#[test]
fn public_types_are_send_and_sync() {
    fn anywhere<T: Send + Sync + 'static>() {}
    fn moves<T: Send + 'static>(_: &T) {}
    fn clones<T: Clone>() {}
    clones::<Client>();
    clones::<Bucket>();
    anywhere::<Client>();
    anywhere::<Body>();
    anywhere::<Bucket>();
    anywhere::<Endpoint>();
    anywhere::<PresignedUrl>();
    anywhere::<Error>();
    anywhere::<ByteStream>();
    anywhere::<Reply<ByteStream>>();
    moves(&moderate().send(&Fake::default().client()).into_future());
    moves(&moderate().send(&Fake::default().client()).presign(Duration::from_secs(1)));
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
