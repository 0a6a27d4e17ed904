//! Requests that the services refuse, and requests that are never sent.

use tencentcloud_image::ci::{PicOperations, PicRule};
use tencentcloud_image::runtime::http::{HeaderValue, Request};
use tencentcloud_image::runtime::transport::{HttpTransport, Sending};
use tencentcloud_image::runtime::{Transport, http};
use tencentcloud_image::{Body, Client, Credentials, Error, ErrorCode, ErrorKind, RetryPolicy, ci, ims};

use super::{bucket_of, builder, client, now_plus, permanent, server, temporary};

async fn moderate(client: &Client) -> Result<(), Error> {
    ims::ImageModeration::new().file_url("https://example.com/cat.png").send(client).await.map(drop)
}

async fn query(client: &Client) -> Result<(), Error> {
    ci::QueryImageModerationJob::new("iab1ca9fc8a3ed11ea834c525400863904").send(&bucket_of(client)).await.map(drop)
}

/// Returns the error codes and statuses of both protocols for a refused client.
async fn refused(client: &Client) -> [(String, Option<u16>); 2] {
    let (moderate, query) = (moderate(client).await, query(client).await);
    [moderate, query].map(|result| {
        let error = result.expect_err("a refusal");
        assert!(error.request_id().is_some() && error.kind() == ErrorKind::Unauthorized, "{error}");
        (error.code().map(ErrorCode::as_str).unwrap_or_default().to_owned(), error.status())
    })
}

fn codes(action: &str, rest: &str) -> [(String, Option<u16>); 2] {
    [(action.to_owned(), Some(200)), (rest.to_owned(), Some(403))]
}

#[tokio::test]
async fn unknown_and_wrong_keys_are_refused() {
    let server = server().await;
    let with = |key| builder(&server).credentials(key).build().expect("a client");
    let unknown = with(Credentials::new("AKIDOTHER", permanent().secret_key()));
    assert_eq!(refused(&unknown).await, codes("AuthFailure.SecretIdNotFound", "InvalidAccessKeyId"));
    let wrong = with(Credentials::new(permanent().secret_id(), "wrong"));
    assert_eq!(refused(&wrong).await, codes("AuthFailure.SignatureFailure", "SignatureDoesNotMatch"));
    assert!(server.requests().iter().all(|request| !request.signature_good && request.operation.is_none()));
}

#[tokio::test]
async fn temporary_keys_need_their_token() {
    let server = server().await;
    let with = |key| builder(&server).credentials(key).build().expect("a client");
    let valid = with(temporary());
    moderate(&valid).await.expect("an answer");
    query(&valid).await.expect("an answer");
    assert!(ci::AIEnhanceImage::new("cat.jpg").send(&bucket_of(&valid)).await.is_ok());

    let bare = Credentials::new(temporary().secret_id(), temporary().secret_key());
    for bad in [bare.clone(), bare.with_token("another"), permanent().with_token("superfluous")] {
        assert_eq!(refused(&with(bad)).await, codes("AuthFailure.TokenFailure", "InvalidAccessKeyId"));
    }
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_by_a_retry() {
    let server = server().await;
    let with = |seconds| builder(&server).clock(move || now_plus(seconds)).build().expect("a client");
    let once = |seconds| {
        let builder = builder(&server).clock(move || now_plus(seconds)).retry(RetryPolicy::never());
        builder.build().expect("a client")
    };
    let code = |error: Error| error.code().map(ToString::to_string);
    for (seconds, action, rest) in [
        (3_600, "AuthFailure.SignatureExpire", "RequestTimeTooSkewed"),
        // A signature for object storage is valid for an hour, so the clock must be slower than that.
        (-3_660, "AuthFailure.SignatureExpire", "AccessDenied"),
    ] {
        assert_eq!(moderate(&once(seconds)).await.map_err(code), Err(Some(action.to_owned())));
        assert_eq!(query(&once(seconds)).await.map_err(code), Err(Some(rest.to_owned())));
        moderate(&with(seconds)).await.expect("the clock is corrected");
        query(&with(seconds)).await.expect("the clock is corrected");
    }
    let slow = query(&once(-3_660)).await.expect_err("a refusal");
    assert_eq!(slow.message(), "Request has expired");
    moderate(&once(-240)).await.expect("five minutes are tolerated");
    query(&once(240)).await.expect("fifteen minutes are tolerated");
}

/// A transport that changes requests after they are signed.
struct TamperingTransport(HttpTransport, fn(&mut Request<Body>));

impl Transport for TamperingTransport {
    fn send(&self, mut request: Request<Body>) -> Sending {
        (self.1)(&mut request);
        self.0.send(request)
    }
}

#[tokio::test]
async fn a_request_changed_after_signing_is_refused() {
    let server = server().await;
    let with = |change| {
        let transport = TamperingTransport(HttpTransport::builder().no_proxy().build().expect("a transport"), change);
        builder(&server).transport(transport).build().expect("a client")
    };
    let body = with(|request| {
        let mut bytes = request.body().as_bytes().expect("no stream").to_vec();
        bytes[0] ^= 1;
        *request.body_mut() = bytes.into();
    });
    let error = moderate(&body).await.expect_err("a refusal");
    assert_eq!(error.code().map(ErrorCode::as_str), Some("AuthFailure.SignatureFailure"));
    assert!(error.message().contains(r"content-type:application/json\nhost:ims.tencentcloudapi.com\n"), "{error}");

    // The signature of object storage does not cover the body, but the rest of the request.
    let rules = with(|request| {
        request.headers_mut().insert("pic-operations", HeaderValue::from_static(r#"{"rules":[]}"#));
    });
    let small = PicRule::new().file_id("small.jpg").rule("imageMogr2/thumbnail/!50p");
    let process = ci::ProcessImage::new("a.jpg").pic_operations(PicOperations::new().rules([small]));
    let error = process.send(&bucket_of(&rules)).await.expect_err("a refusal");
    assert_eq!((error.code().map(ErrorCode::as_str), error.status()), (Some("SignatureDoesNotMatch"), Some(403)));
    assert!(error.message().contains(r"post\n/a.jpg\nimage_process=\n"), "{error}");
}

#[tokio::test]
async fn a_query_added_after_signing_is_refused() {
    let server = server().await;
    let change: fn(&mut Request<Body>) = |request| {
        let address = format!("{}?added=1", request.uri());
        *request.uri_mut() = address.parse::<http::Uri>().expect("an address");
    };
    let transport = TamperingTransport(HttpTransport::builder().no_proxy().build().expect("a transport"), change);
    let client = builder(&server).transport(transport).build().expect("a client");
    assert_eq!(refused(&client).await, codes("AuthFailure.SignatureFailure", "AccessDenied"));
}

#[tokio::test]
async fn requests_that_violate_the_schema_are_not_sent() {
    let server = server().await;
    let (client, bucket) = (client(&server), bucket_of(&client(&server)));
    let upload = ci::UploadImage::new("a.jpg", b"bytes");
    let errors = [
        (ims::ImageModeration::new().send(&client).await.map(drop), "FileContent"),
        (ims::ImageModeration::new().file_url("https://x").biz_type("a").send(&client).await.map(drop), "BizType"),
        (ci::AIEnhanceImage::new("a.jpg").denoise(9).send(&bucket).await.map(drop), "denoise"),
        (ci::AIEnhanceImage::new("").send(&bucket).await.map(drop), "ObjectKey"),
        (upload.send(&bucket).await.map(drop), "Pic-Operations"),
        (
            query(&builder(&server).credentials(Credentials::new("id\n", "key")).build().expect("a client")).await,
            "SecretId",
        ),
    ];
    for (result, name) in errors {
        let error = result.expect_err("an error");
        assert!(matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Credentials), "{error}");
        assert!(error.to_string().contains(name), "{error}");
    }
    assert_eq!(server.requests(), []);
}
