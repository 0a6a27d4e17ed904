//! Answers that come in more than one piece, and requests that are forms: generated code against the mock, over real
//! sockets, and against services that do not keep their word.

mod events;
mod forms;
mod pages;

use std::path::Path;

use codegen_model::Model;
use mock::{Options, Server};
use tencentcloud_runtime::{Client, Credentials};

fn model() -> Model {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/series/schemas");
    codegen_model::load(&schemas, &[]).model.expect("the schemas are in order")
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

/// What the server was asked, each with whether that was as it should be.
fn seen(server: &Server) -> Vec<(Option<String>, u16)> {
    let seen = server.requests();
    assert!(seen.iter().all(|seen| seen.signature_good && seen.violations.is_empty()), "{seen:?}");
    seen.into_iter().map(|seen| (seen.operation, seen.status)).collect()
}
