//! Event streams, pagination and form requests: generated code against the mock over real sockets, and against services that
//! misbehave.

mod events;
mod forms;
mod pages;

use std::path::Path;

use codegen_model::Model;
use mock::{LoggedRequest, Options, Server};
use tencentcloud_runtime::{Client, Credentials};

fn model() -> Model {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/series/schemas");
    codegen_model::load(&schemas, &[]).model.expect("schemas without errors")
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz")
}

async fn server() -> Server {
    Server::start(model(), [credentials()], Options::default()).await.expect("a free port")
}

fn client(server: &Server) -> Client {
    let address = format!("http://{}", server.addr());
    let builder = Client::builder().credentials(credentials()).region("ap-guangzhou").connect_to(address);
    builder.build().expect("a client")
}

/// Returns operation and status of each request to the server. All must be valid and signed correctly.
fn valid_requests(server: &Server) -> Vec<(Option<String>, u16)> {
    let requests = server.requests();
    let is_valid = |request: &LoggedRequest| request.signature_good && request.violations.is_empty();
    assert!(requests.iter().all(is_valid), "{requests:?}");
    requests.into_iter().map(|request| (request.operation, request.status)).collect()
}
