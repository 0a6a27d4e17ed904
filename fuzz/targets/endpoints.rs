//! Addresses, regions, buckets and labels. The first line selects the address; the next are region, bucket and label.
#![no_main]

use fuzz::support::{EnhanceImage, Fake, Moderate, QueryJob};
use fuzz::{assert_printable, block_on};
use libfuzzer_sys::fuzz_target;
use tencentcloud_runtime::{Client, ClientBuilder, Endpoint};

fuzz_target!(|input: &str| {
    let mut lines = input.splitn(4, '\n');
    let [address, region, bucket, label] = [(); 4].map(|()| lines.next().unwrap_or_default());
    sends_to_the_cloud(region, bucket, label);
    if let Ok(endpoint) = Endpoint::custom(address) {
        let _ = format!("{endpoint:?}");
        send(|builder| builder.endpoint(endpoint).region(region), bucket, label);
    }
    send(|builder| builder.connect_to(address).region("ap-guangzhou"), "examplebucket-1250000000", label);
});

/// Without an address of its own, a client reaches the hosts of the cloud only, whatever the other parts are.
fn sends_to_the_cloud(region: &str, bucket: &str, label: &str) {
    for uri in send(|builder| builder.endpoint(Endpoint::regional()).region(region), bucket, label) {
        let uri: http::Uri = uri.parse().expect("a URI");
        let host = uri.host().expect("a host");
        assert!(uri.authority().is_some_and(|authority| authority.as_str() == host), "{uri}");
        assert!([".tencentcloudapi.com", ".myqcloud.com"].iter().any(|suffix| host.ends_with(suffix)), "{uri}");
        assert!(!uri.path().split('/').any(|segment| matches!(segment, "." | "..")), "{uri}");
    }
}

/// Returns the addresses of the requests that are sent.
fn send(set: impl FnOnce(ClientBuilder) -> ClientBuilder, bucket: &str, label: &str) -> Vec<String> {
    let fake = (0..3).fold(Fake::default(), |fake, _| fake.then(fuzz::support::response(204, &[], "")));
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone()).environment(|_| None);
    let client = match set(builder).build() {
        Ok(client) => client,
        Err(error) => {
            assert_printable(&error);
            return Vec::new();
        }
    };
    let bucket = client.bucket(bucket, "ap-chengdu");
    let errors = block_on(async {
        [
            Moderate { file_url: Some("u".into()), ..Moderate::default() }.send(&client).await.err(),
            QueryJob { job_id: Some(label.into()) }.send(&bucket).await.err(),
            EnhanceImage { object_key: Some(label.into()), ..EnhanceImage::default() }.send(&bucket).await.err(),
        ]
    });
    errors.iter().flatten().for_each(assert_printable);
    fake.requests().into_iter().map(|request| request.uri).collect()
}
