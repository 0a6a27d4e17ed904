//! Callbacks: of a service, and of the runtime's tests.
#![no_main]

use fuzz::assert_printable;
use fuzz::support::Everything;
use libfuzzer_sys::fuzz_target;
use tencentcloud_image::ims::CreateImageModerationAsyncTask;
use tencentcloud_runtime::read_callback;

fuzz_target!(|body: &[u8]| {
    if let Err(error) = CreateImageModerationAsyncTask::read_callback(body) {
        assert_printable(&error);
    }
    match read_callback::<Everything>(body) {
        Ok(callback) => drop(format!("{callback:?}")),
        Err(error) => assert_printable(&error),
    }
});
