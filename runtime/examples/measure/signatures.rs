//! Signatures for object storage.

use reqsign_core::{Context, SignRequest};
use reqsign_tencent_cos::{Credential, RequestSigner};
use tencentcloud_runtime::http::Request;
use tencentcloud_runtime::http::request::Parts;
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tokio::runtime::Runtime;

use crate::stopwatch::Stopwatch;
use crate::{ID, KEY, NOW};

const HOST: &str = "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com";
const OPERATIONS: &str = r#"{"rules":[{"fileid":"exampleobject","rule":"ci-process=AIEnhanceImage"}]}"#;
const HEADERS: [(&str, &str); 4] =
    [("content-length", "0"), ("content-type", "image/png"), ("host", HOST), ("pic-operations", OPERATIONS)];

/// Compares the signature of a request for an object with that of reqsign.
pub fn cos(runtime: &Runtime) {
    let params = [("ci-process", "AIEnhanceImage"), ("denoise", "3"), ("sharpen", "2")];
    let valid = KeyTime { start: NOW, end: NOW + 3600 };
    let credential = Credential { secret_id: ID.to_owned(), secret_key: KEY.to_owned(), ..Credential::default() };
    let (signer, context, parts) = (RequestSigner::new(), Context::new(), parts());
    let against = "reqsign-tencent-cos with the same request";
    let stopwatch = Stopwatch { name: "sign-cos", against, rounds: 200, times: 200 };
    stopwatch.compare(
        || cos::sign(ID, KEY, valid, "PUT", "/folder/die Katze.jpg", &params, &HEADERS).authorization,
        || {
            let mut parts = parts.clone();
            runtime.block_on(signer.sign_request(&context, &mut parts, Some(&credential), None)).expect("a signature");
            parts
        },
    );
}

fn parts() -> Parts {
    let uri = format!("https://{HOST}/folder/die%20Katze.jpg?ci-process=AIEnhanceImage&denoise=3&sharpen=2");
    let request = Request::put(uri);
    let request = HEADERS.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.body(()).expect("a request").into_parts().0
}
