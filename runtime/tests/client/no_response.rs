//! Calls without a response.

use std::time::Duration;

use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{Error, ErrorKind};

use super::moderate;
use crate::support::Fake;

#[tokio::test]
async fn transport_errors_keep_their_cause() {
    use std::error::Error as _;
    for (from, to) in [
        (TransportErrorKind::Connect, ErrorKind::Connection),
        (TransportErrorKind::Timeout, ErrorKind::Timeout),
        (TransportErrorKind::Other, ErrorKind::Connection),
    ] {
        let error = moderate().send(&Fake::failing(from).client()).await.unwrap_err();
        assert_eq!(error.kind(), to);
        let cause = error.source().and_then(|source| source.source()).map(ToString::to_string);
        assert_eq!(cause.as_deref(), Some("the cause"));
        let message = match from {
            TransportErrorKind::Connect => "cannot connect to `ims.tencentcloudapi.com`",
            TransportErrorKind::Timeout => "`ims.tencentcloudapi.com` did not answer in time",
            _ => "`ims.tencentcloudapi.com` did not answer the request",
        };
        let message = format!("ImageModeration: {message}: the cause (1 attempt)");
        assert_eq!((error.to_string(), format!("{error:?}")), (message.clone(), message));
    }
}

/// What `main` prints if it returns an error.
#[test]
fn debug_prints_the_message_and_the_causes() {
    let error = Error::credentials("no key").caused_by("GET https://u:p@example.com/a?t=s failed");
    assert_eq!(format!("{error:?}"), "no key\n\nCaused by:\n    GET https://example.com/a failed");
    assert_eq!(format!("{:?}", Error::credentials("no key")), "no key");
    assert!(format!("{error:#?}").contains("kind: Credentials,"));
}

#[tokio::test(start_paused = true)]
async fn a_call_without_response_times_out() {
    let error = moderate().send(&Fake::default().client()).timeout(Duration::from_secs(3)).await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Timeout, Some("ImageModeration")));
    assert_eq!(error.to_string(), "ImageModeration: no answer within 3s (1 attempt)");
    let start = tokio::time::Instant::now();
    assert!(moderate().send(&Fake::default().client()).await.is_err());
    assert_eq!(start.elapsed().as_secs(), 60, "the default timeout is a minute");
}

#[test]
fn outside_a_runtime_there_is_an_error_instead_of_a_panic() {
    let future = moderate().send(&Fake::default().client()).into_future();
    let mut future = std::pin::pin!(future);
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(result) = future.as_mut().poll(&mut cx) else { panic!("must not be pending") };
    assert_eq!(result.unwrap_err().kind(), ErrorKind::InvalidInput);
}
