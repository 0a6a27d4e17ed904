//! Log output of calls.

use tencentcloud_runtime::{BeforeSigning, BoxError, Client, Credentials, Interceptor};

use crate::log::Log;
use crate::support::{Fake, Moderate, QueryJob, response};

#[tokio::test(start_paused = true)]
async fn a_call_is_a_span_and_a_retry_an_event() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let throttled = "<Error><Code>SlowDown</Code><Message>said it</Message><RequestId>r-1</RequestId></Error>";
    let id = ("x-ci-request-id", "r-2");
    let fake = Fake::responding(503, &[], throttled).then(response(200, &[id], "<Response><Text>t</Text></Response>"));
    let client = Client::builder().credentials(Fake::credentials()).transport(fake).build().unwrap();
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    QueryJob { job_id: Some("sought".to_owned()) }.send(&bucket).await.unwrap();
    let text = log.text();
    let lines: Vec<_> = text.lines().filter(|line| !line.contains("sending again")).collect();
    assert_eq!(
        lines,
        [
            "tencentcloud_runtime span call otel.name=\"ci.QueryJob\" otel.kind=\"client\" \
             rpc.system=\"tencentcloud\" rpc.service=\"ci\" rpc.method=\"QueryJob\" cloud.region=\"ap-chengdu\" \
             tencentcloud.bucket=\"examplebucket-1250000000\"",
            "record server.address=\"examplebucket-1250000000.ci.ap-chengdu.myqcloud.com\"",
            "record http.response.status_code=503",
            "record tencentcloud.request_id=r-1",
            "tencentcloud_runtime DEBUG message=attempt failed error.type=\"SlowDown\"",
            "record http.request.resend_count=1",
            "record server.address=\"examplebucket-1250000000.ci.ap-chengdu.myqcloud.com\"",
            "record http.response.status_code=200",
            "record tencentcloud.request_id=r-2",
            "record tencentcloud.request_id=r-2",
        ]
    );
    let again = text.lines().find(|line| line.contains("sending again")).unwrap();
    let start = "tencentcloud_runtime INFO message=sending again attempts=1 error.type=\"SlowDown\" delay=";
    assert!(again.starts_with(start), "{again}");
    assert!(!text.contains("sought") && !text.contains("said it"), "{text}");
}

#[tokio::test]
async fn errors_in_a_response_are_logged() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let body = r#"{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound","Message":"of AKIDx"},"RequestId":"r"}}"#;
    let call = Moderate { file_url: Some("https://example.com/?token=t".to_owned()), ..Moderate::default() };
    call.send(&Fake::json(body).client()).await.unwrap_err();
    let text = log.text();
    for expected in [
        "rpc.service=\"ims\"",
        "request_id=r",
        "DEBUG message=attempt failed error.type=\"AuthFailure.SecretIdNotFound\"",
        "record otel.status_code=\"ERROR\"",
        "record error.type=\"AuthFailure.SecretIdNotFound\"",
    ] {
        assert!(text.contains(expected), "{text}");
    }
    assert!(!text.contains("AKIDx") && !text.contains("example.com"), "{text}");
}

/// Uses the real transport and includes the log output of dependencies.
#[cfg(feature = "transport")]
#[tokio::test]
async fn no_secret_is_logged() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let credentials = Credentials::new("AKIDEXAMPLE", "hush-hush").with_token("the-token");
    let client = Client::builder().credentials(credentials).connect_to(address).build().unwrap();
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let served = tokio::spawn(async move {
        let (mut connection, mut request) = (listener.accept().await.unwrap().0, vec![0; 4096]);
        let length = connection.read(&mut request).await.unwrap();
        connection
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 35\r\n\r\n<Response><Text>t</Text></Response>")
            .await
            .unwrap();
        String::from_utf8_lossy(&request[..length]).into_owned()
    });
    QueryJob { job_id: Some("sought".to_owned()) }.send(&bucket).await.unwrap();
    let (request, text) = (served.await.unwrap(), log.text());
    let (_, signature) = request.split_once("q-signature=").unwrap();
    assert!(text.contains("rpc.method=\"QueryJob\""), "{text}");
    for secret in ["hush-hush", "the-token", "AKIDEXAMPLE", &signature[..40], "sought"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

/// Sends a trace context, whose parent is the number of spans that are entered.
struct TraceContext(Log);

impl Interceptor for TraceContext {
    fn before_signing(&self, request: &mut BeforeSigning<'_>) -> Result<(), BoxError> {
        let parent = self.0.depth();
        Ok(request.add_header("traceparent", format!("00-0af7651916cd43dd8448eb211c80319c-{parent:016x}-01"))?)
    }
}

#[tokio::test]
async fn an_interceptor_within_the_span_sends_the_trace_context_on() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let fake = Fake::json(r#"{"Response":{"RequestId":"r"}}"#);
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone());
    let client = builder.interceptor(TraceContext(log.clone())).build().unwrap();
    let call = Moderate { file_url: Some("https://example.com/".to_owned()), ..Moderate::default() };
    call.send(&client).await.unwrap();
    assert_eq!(fake.request().header("traceparent"), "00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01");
    assert_eq!(log.depth(), 0);
}
