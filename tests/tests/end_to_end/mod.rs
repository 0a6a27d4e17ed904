//! The generated crate and its default transport against the mock server, over real sockets.

mod answers;
mod assumed_role;
mod batches;
mod every_example;
mod headers;
mod links;
mod media;
mod objects;
mod refusals;
mod streams;
mod untyped;

use std::time::{SystemTime, UNIX_EPOCH};

use mock::{Options, Server};
use tencentcloud_image::runtime::ClientBuilder;
use tencentcloud_image::{Bucket, Client, Credentials};

use crate::support::model;

fn permanent() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz")
}

fn temporary() -> Credentials {
    Credentials::new("AKIDTEMPORARY", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE").with_token("token/of+a=role")
}

async fn server() -> Server {
    let started = Server::start(model().clone(), [permanent(), temporary()], Options::default());
    started.await.expect("a free port")
}

/// Returns a builder for a client of the server.
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

/// Returns the current Unix time plus some seconds.
fn now_plus(seconds: i64) -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    since.as_secs().cast_signed() + seconds
}

/// Returns host, operation and status of the only request to the server.
fn only_request(server: &Server) -> (String, Option<String>, u16) {
    let requests = server.requests();
    let [request] = &requests[..] else { panic!("expected one request, found {requests:?}") };
    assert!(request.signature_good, "{request:?}");
    (request.host.clone(), request.operation.clone(), request.status)
}
