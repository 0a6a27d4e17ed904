//! Credential files: a profile, and the error that says what is wrong with it.
#![no_main]

use std::cell::LazyCell;

use fuzz::support::{Fake, Moderate};
use fuzz::{assert_printable, block_on};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use tencentcloud_runtime::Client;
use tencentcloud_runtime::credentials::Profile;

thread_local! {
    static FOLDER: LazyCell<TempDir> = LazyCell::new(|| tempfile::tempdir().expect("a folder"));
}

fuzz_target!(|input: &[u8]| {
    let path = FOLDER.with(|folder| folder.path().join("credentials"));
    std::fs::write(&path, input).expect("a file");
    for profile in [Profile::named("default"), Profile::named("a b").source_of_role()] {
        let fake = Fake::json("{}");
        let client = Client::builder().credentials(profile.file(&path)).region("ap-guangzhou").transport(fake);
        let call = Moderate { file_url: Some("u".into()), ..Moderate::default() };
        // A site that is unknown fails when the client is built.
        let error = match client.build() {
            Ok(client) => block_on(call.send(&client)).expect_err("an answer without members"),
            Err(error) => error,
        };
        assert_printable(&error);
    }
});
