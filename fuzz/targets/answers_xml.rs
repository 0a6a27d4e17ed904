//! XML answers through a call: an operation that answers XML, and one that answers nothing.
#![no_main]

use fuzz::support::{BindBucket, Everything, Fake, QueryJob, response};
use fuzz::{assert_printable, block_on, selected};
use libfuzzer_sys::fuzz_target;
use tencentcloud_runtime::codec::{read_xml, write_xml};

fuzz_target!(|input: &[u8]| {
    let (selected, body) = selected(input);
    let status = [200, 200, 404, 503][selected % 4];
    let fake = || Fake::default().then(response(status, &[], body.to_vec()));
    match block_on(QueryJob { job_id: Some("j".into()) }.send(&fake().bucket())) {
        Ok(reply) => {
            let _ = format!("{reply:?}");
            // XML has no form for some characters.
            if let Ok(written) = write_xml("Response", &*reply) {
                assert_eq!(read_xml(&written, &mut Everything::default()), Ok(Vec::new()));
            }
        }
        Err(error) => assert_printable(&error),
    }
    if let Err(error) = block_on(BindBucket {}.send(&fake().bucket())) {
        assert_printable(&error);
    }
});
