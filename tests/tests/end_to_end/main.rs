//! The generated crate and its default transport against the server that plays the cloud, over real sockets.

mod answers;
mod batches;
mod every_example;
mod links;
mod refusals;
mod streams;

use std::path::Path;
use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use codegen_model::Model;
use mock::{Options, Server};
use tencentcloud_image::runtime::ClientBuilder;
use tencentcloud_image::{Bucket, Client, Credentials};

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    codegen_model::load(&schemas, &[]).model.expect("the schemas are in order")
});

fn permanent() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz")
}

fn temporary() -> Credentials {
    Credentials::new("AKIDTEMPORARY", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE").with_token("token/of+a=role")
}

async fn server() -> Server {
    let started = Server::start(MODEL.clone(), [permanent(), temporary()], Options::default());
    started.await.expect("a free port")
}

/// A client that connects to the server, to be completed.
fn builder(server: &Server) -> ClientBuilder {
    let address = format!("http://{}", server.addr());
    Client::builder().credentials(permanent()).region("ap-guangzhou").connect_to(address)
}

fn client(server: &Server) -> Client {
    builder(server).build().expect("a client")
}

fn bucket(server: &Server) -> Bucket {
    bucket_of(&client(server))
}

fn bucket_of(client: &Client) -> Bucket {
    client.bucket("examplebucket-1250000000", "ap-chengdu")
}

/// The system's time and some seconds.
fn now_and(seconds: i64) -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    since.as_secs().cast_signed() + seconds
}

/// What the server made of the only request that it saw: the host, the operation that it reached, the status.
fn only(server: &Server) -> (String, Option<String>, u16) {
    let seen = server.requests();
    let [seen] = &seen[..] else { panic!("one request, not {seen:?}") };
    assert!(seen.signature_good, "{seen:?}");
    (seen.host.clone(), seen.operation.clone(), seen.status)
}
