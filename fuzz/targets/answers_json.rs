//! JSON answers through a call: an action of API 3.0, and an operation that answers JSON.
#![no_main]

use fuzz::support::{Everything, Fake, Metadata, Moderate, response};
use fuzz::{assert_printable, block_on, selected};
use libfuzzer_sys::fuzz_target;
use tencentcloud_runtime::codec::{read_json, write_json};
use tencentcloud_runtime::{Error, Reply};

fuzz_target!(|input: &[u8]| {
    let (selected, body) = selected(input);
    let status = [200, 200, 400, 503][selected % 4];
    let fake = || Fake::default().then(response(status, &[], body.to_vec()));
    check(block_on(Moderate { file_url: Some("u".into()), ..Moderate::default() }.send(&fake().client())));
    check(block_on(Metadata { object_key: Some("k".into()) }.send(&fake().bucket())));
});

/// What was read can be written, and reads without deviations.
fn check(outcome: Result<Reply<Everything>, Error>) {
    match outcome {
        Ok(reply) => {
            let _ = format!("{reply:?}");
            let written = write_json(&*reply).expect("JSON has a form for every value");
            assert_eq!(read_json(&written, &mut Everything::default()), Ok(Vec::new()));
        }
        Err(error) => assert_printable(&error),
    }
}
