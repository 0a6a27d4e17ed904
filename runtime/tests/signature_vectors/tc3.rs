//! API 3.0: TC3-HMAC-SHA256.

use tencentcloud_runtime::sign::tc3::{self, Keys, Tc3};
use tencentcloud_runtime::sign::utc_date;

use super::Pairs;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Tc3Vector {
    name: &'static str,
    secret: (&'static str, &'static str),
    timestamp: i64,
    method: &'static str,
    query: &'static str,
    headers: Pairs,
    payload_hash: &'static str,
    canonical: &'static str,
    /// The keys of the date, the service and the signature; empty if not published.
    keys: [&'static str; 3],
    signature: &'static str,
}

/// The payload of the documentation, with its spaces and escapes.
const PAYLOAD: &str = r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
const PAYLOAD_HASH: &str = "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064";
/// The same payload with unescaped characters.
const UTF_8_PAYLOAD: &str = r#"{"Limit": 1, "Filters": [{"Values": ["未命名"], "Name": "instance-name"}]}"#;
const UTF_8_PAYLOAD_HASH: &str = "1e07682a01ae959704b7d77a9c0dd92ad8284fc90f9bb2ab5cc941be1d7ea716";
const EMPTY_OBJECT_HASH: &str = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

const HOST: (&str, &str) = ("host", "cvm.tencentcloudapi.com");
const JSON: (&str, &str) = ("content-type", "application/json");
const JSON_UTF_8: (&str, &str) = ("content-type", "application/json; charset=utf-8");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
/// The header as sent. The vectors sign its value in lower case.
const ACTION: (&str, &str) = ("x-tc-action", "DescribeInstances");

const EXAMPLE: (&str, &str) = ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
const ASTERISKS: (&str, &str) = ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******", "Gu5t9xGARNpq86cd98joQYCN3*******");
const ALL_ASTERISKS: (&str, &str) = ("AKID********************************", "********************************");
const TECO: (&str, &str) = ("MY_TC_SECRET_ID", "MY_TC_SECRET_KEY");

const EXAMPLE_KEYS: [&str; 3] = [
    "d1308c81fe71cfd4e06437bbc067b2b8a3d2d8c0e375d547f15c41d5214b395a",
    "3c7cb7c7795393edc14fd2e0e6434a518564b4504b88e94f5d11bf59ba3e7050",
    "ac658d5dde49e9bfdd14e04e062f66b05d9f637d44b8a8d845327d4a77f666b1",
];
const ASTERISKS_KEYS: [&str; 3] = [
    "f1cb4d518a0eda9d5cbbfdb7850983f1e603eeae484edea76e4dd8d8deb5556e",
    "e7c609ce81bea53546bed2cc904778bef9ca14082e48e67883443ed64e227cd7",
    "8aa8ab5755582f576e94bcfe383b8e29325b0ca90c3590d569221c6a63a091ed",
];
const TECO_KEYS: [&str; 3] = ["", "", "6f5658a7f6c512ef9aac1ef66a02b1fbdb7695035fdd64172ea8495f5f9a64e0"];

const TC3_V1: Tc3Vector = Tc3Vector {
    name: "V1, the documentation until 2021",
    secret: EXAMPLE,
    timestamp: 1_551_113_065,
    method: "POST",
    query: "",
    headers: &[JSON_UTF_8, HOST],
    payload_hash: PAYLOAD_HASH,
    canonical: "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
    keys: EXAMPLE_KEYS,
    signature: "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
};

const TC3_V5: Tc3Vector = Tc3Vector {
    // The host in the printed canonical request differs from the hashed one.
    name: "V5, GET in the documentation until 2021",
    timestamp: 1_539_084_154,
    method: "GET",
    query: "Limit=10&Offset=0",
    headers: &[FORM, HOST],
    payload_hash: tc3::EMPTY_PAYLOAD_HASH,
    canonical: "91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7",
    keys: [
        "e476728ff6d7bacfa7847b3d3d6d3a9e6f536992367701d4533354ca7b5d0fa5",
        "6e3d6d4854b8adc273db620fefefebecb11004f335f9991439eba3c231030714",
        "39c4cf287fdff993dc407e649450ae4a0f1e1fd75aedb08d8160e47372e9b62d",
    ],
    signature: "5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474",
    ..TC3_V1
};

/// V1 to V5: <https://cloud.tencent.com/document/api/213/30654> in its editions from 2018 on.
/// V6 and V7: the tests of teco-core, made with the API Explorer. The others are our own.
const TC3: &[Tc3Vector] = &[
    TC3_V1,
    Tc3Vector {
        name: "V2, the documentation of 2022",
        secret: ASTERISKS,
        keys: ASTERISKS_KEYS,
        signature: "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c",
        ..TC3_V1
    },
    Tc3Vector {
        name: "V3, the documentation of 2023",
        secret: ASTERISKS,
        headers: &[JSON_UTF_8, HOST, ACTION],
        canonical: "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
        keys: ASTERISKS_KEYS,
        signature: "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3",
        ..TC3_V1
    },
    Tc3Vector {
        name: "V4, the documentation of today",
        secret: ALL_ASTERISKS,
        headers: &[JSON_UTF_8, HOST, ACTION],
        canonical: "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
        keys: [
            "da98fb70dcf6b112dc21038d1eeeb3a95c74b4dcb12c1131f864f6066bd02be0",
            "8d70cbefb03939f929db64d32dc2ba89b1095620119fe3e050e2b18c5bd2752f",
            "b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af",
        ],
        signature: "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
        ..TC3_V1
    },
    TC3_V5,
    Tc3Vector {
        name: "V6, POST in teco-core",
        secret: TECO,
        timestamp: 1_000_000_000,
        headers: &[JSON, HOST],
        payload_hash: EMPTY_OBJECT_HASH,
        canonical: "b7511c2a57e10458e52fe57af7b28c25796fc538db71eef3b256d94528d8834d",
        keys: TECO_KEYS,
        signature: "2c0b761dcdeacac29ac9d135f9f22b0fa52d4536d8b7727a8a515935c47eaea7",
        ..TC3_V1
    },
    Tc3Vector {
        name: "V7, GET in teco-core",
        secret: TECO,
        timestamp: 1_000_000_000,
        query: "InstanceIds.0=ins-000000&InstanceIds.1=ins-000001",
        canonical: "cbf3fc877b1a1d4888c3fcc5e285ee382a79c3d1d5198c185a17f916b446c244",
        keys: TECO_KEYS,
        signature: "a4315b91798a181a6e5fb0353590040a399edad4a003ef5688d71fb34366c471",
        ..TC3_V5
    },
    Tc3Vector {
        name: "ours, V1 without a charset",
        headers: &[JSON, HOST],
        canonical: "df142fa7176428137ac6a6b25b5efcb6b4c08a91fc30d75ecebe47877d3143d8",
        signature: "683bd0b53659853c39699162253251192320a09b3937e27bf8e08a559b1465b8",
        ..TC3_V1
    },
    Tc3Vector {
        name: "ours, V1 with an unsigned payload",
        headers: &[JSON, HOST],
        payload_hash: tc3::UNSIGNED_PAYLOAD_HASH,
        canonical: "08ca61ccea5c4f36a3d4ba244ffe6984977e068524eacd007c466f121f299ad6",
        signature: "6ca8818cc1b871a25d6f13dad67f0a6069a1979f11eddcd2087aee26addd80e6",
        ..TC3_V1
    },
    Tc3Vector {
        name: "ours, V1 with a payload in UTF-8",
        payload_hash: UTF_8_PAYLOAD_HASH,
        canonical: "",
        signature: "57ed31a395c63c472410096cc67e56aa39aa2b06b960d4f31beea21236106ca9",
        ..TC3_V1
    },
];

#[test]
fn tc3_vectors() {
    for vector in TC3 {
        let name = vector.name;
        let (secret_id, secret_key) = vector.secret;
        let tc3 = Tc3 { secret_id, secret_key, service: "cvm", timestamp: vector.timestamp };
        let signed = tc3.sign(vector.method, "/", vector.query, vector.headers, vector.payload_hash);
        let canonical = tc3::payload_hash(signed.canonical_request.as_bytes());
        if !vector.canonical.is_empty() {
            assert_eq!(canonical, vector.canonical, "{name}:\n{}", signed.canonical_request);
        }
        assert_eq!(signed.string_to_sign.lines().last(), Some(&*canonical), "{name}");
        assert_keys(vector);
        assert_eq!(signed.signature, vector.signature, "{name}:\n{}", signed.string_to_sign);
        assert!(signed.authorization.ends_with(vector.signature), "{name}");
    }
}

fn assert_keys(vector: &Tc3Vector) {
    let keys = Keys::derive(vector.secret.1, &utc_date(vector.timestamp), "cvm");
    let keys = [hex(&keys.date), hex(&keys.service), hex(&keys.signing)];
    for (step, (key, expected)) in keys.iter().zip(vector.keys).enumerate() {
        assert!(expected.is_empty() || key == expected, "{}: key {step} is {key}", vector.name);
    }
}

#[test]
fn payload_hashes() {
    for (payload, hash) in [
        (PAYLOAD, PAYLOAD_HASH),
        (UTF_8_PAYLOAD, UTF_8_PAYLOAD_HASH),
        ("{}", EMPTY_OBJECT_HASH),
        ("", tc3::EMPTY_PAYLOAD_HASH),
        (tc3::UNSIGNED_PAYLOAD, tc3::UNSIGNED_PAYLOAD_HASH),
    ] {
        assert_eq!(tc3::payload_hash(payload.as_bytes()), hash, "{payload}");
    }
}
