//! A recorder, with a second server as the cloud.

use std::path::Path;

use mock::{Credentials, Recorder, Server, Upstream};
use tencentcloud_runtime::transport::HttpTransport;

use super::{model, options};

/// The key of the recorder for the cloud.
pub fn real_key() -> Credentials {
    Credentials::new("AKIDREAL", "the-real-secret-key").with_token("the-real-token")
}

/// The server that plays the cloud.
pub async fn cloud() -> Server {
    Server::start(model(), [real_key()], options()).await.expect("a free port")
}

pub fn upstream(cloud: &Server) -> Upstream {
    let transport = HttpTransport::builder().no_proxy().build().expect("a transport");
    Upstream::at(&format!("http://{}", cloud.addr()), real_key(), transport).expect("an address")
}

/// A recorder that forwards writes, too.
pub async fn recorder(cloud: &Server, folder: &Path) -> Recorder {
    let upstream = upstream(cloud).allow_writes();
    Recorder::start(model(), upstream, folder, options()).await.expect("a free port")
}
