//! Every published sample of every service through the runtime's own readers and writers, with shapes made of published
//! metadata. `TENCENTCLOUD_METADATA` names the folder with `<service>/<version>/{api,examples}.json`.

mod compare;
mod dynamic;
mod published;
mod requests;
mod responses;
mod truth;

use std::path::PathBuf;

/// The folder, where there is one.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("TENCENTCLOUD_METADATA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: TENCENTCLOUD_METADATA names no folder with published metadata");
    }
    folder
}
