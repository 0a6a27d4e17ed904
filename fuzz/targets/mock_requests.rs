//! Requests to the mock server, which answers each with a status below 500. The first byte selects the host; then follow
//! the target, a header and the body, each on a line.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use fuzz::selected;
use libfuzzer_sys::fuzz_target;
use mock::{Cloud, Mode, Options};

const HOSTS: [&str; 5] = [
    "ims.tencentcloudapi.com",
    "examplebucket-1250000000.ci.ap-chengdu.myqcloud.com",
    "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com",
    "examplebucket-1250000000.pic.ap-chengdu.myqcloud.com",
    "localhost",
];

static CLOUD: LazyLock<Cloud> = LazyLock::new(|| {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let model = codegen_model::load(&schemas, &[]).model.expect("valid schemas");
    Cloud::new(model, [], Options::default().signature(Mode::Off))
});

fuzz_target!(|input: &[u8]| {
    let (selected, rest) = selected(input);
    let mut lines = rest.splitn(3, |byte| *byte == b'\n');
    let [target, header, body] = [(); 3].map(|()| lines.next().unwrap_or_default());
    let method = ["GET", "POST", "PUT", "DELETE"][selected / HOSTS.len() % 4];
    let host = HOSTS[selected % HOSTS.len()];
    let request = http::Request::builder().method(method).uri(target).header("host", host);
    let request = request.header("pic-operations", header).header("authorization", header);
    let request = request.header("x-tc-action", "ImageModeration").header("x-tc-version", "2020-12-29");
    // Requests that HTTP does not allow cannot be built.
    if let Ok(request) = request.body(body.to_vec().into()) {
        CLOUD.clear_requests();
        let reply = CLOUD.respond(request);
        let planned = !CLOUD.faults().is_empty();
        assert!(planned || reply.response.status().as_u16() < 500, "{:?}", reply.response);
        let _ = format!("{:?}", CLOUD.requests());
        CLOUD.clear_faults();
    }
});
