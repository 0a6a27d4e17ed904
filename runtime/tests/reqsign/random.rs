//! Random requests.

use tencentcloud_runtime::sign::{encode, encode_path};

/// ASCII characters, and characters of two to four bytes. Non-ASCII characters have no upper case.
const WILD: &str =
    " !\"#$%&'()*+,-./0123456789:;<=>?@AZ[\\]^_`az{|}~\t\r\n\u{1}\u{7f}\u{e9}\u{df}\u{3b1}腾讯云図\u{1f980}\u{1f4f7}";
const PLAIN: &str = "abcdefgxyzABCXYZ0123456789-_.~";
const VISIBLE: &str = "!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~";
const METHODS: [&str; 7] = ["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH"];
const HEADERS: [&str; 10] = [
    "content-type",
    "content-length",
    "content-md5",
    "pic-operations",
    "x-cos-acl",
    "x-cos-meta-a",
    "x-cos-meta-b.c_d~e",
    "x-cos-security-token",
    "x-ci-security-token",
    "x-ci-note",
];

/// A request without any encoding.
#[derive(Debug)]
pub struct Request {
    pub method: &'static str,
    pub host: String,
    pub path: String,
    pub params: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// Returns the encoded URL.
    pub fn url(&self) -> String {
        let mut url = format!("https://{}{}", self.host, encode_path(&self.path));
        for (index, (key, value)) in self.params.iter().enumerate() {
            let equals = if value.is_empty() { "" } else { "=" };
            url.extend([if index == 0 { "?" } else { "&" }, &*encode(key), equals, &*encode(value)]);
        }
        url
    }
}

/// Returns whether encoding does not change a key.
pub fn is_plain(key: &str) -> bool {
    encode(key) == key
}

/// The SplitMix64 generator: small and deterministic.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn text(&mut self, alphabet: &str, least: usize, most: usize) -> String {
        let letters: Vec<char> = alphabet.chars().collect();
        let length = least + self.below(most - least + 1);
        (0..length).map(|_| letters[self.below(letters.len())]).collect()
    }

    /// Returns text with any characters.
    pub fn any_text(&mut self, least: usize, most: usize) -> String {
        self.text(WILD, least, most)
    }

    /// Returns a header value, with spaces inside but not around it.
    fn value(&mut self) -> String {
        let words: Vec<_> = (0..1 + self.below(3)).map(|_| self.text(VISIBLE, 1, 8)).collect();
        words.join(" ")
    }

    /// Returns a request, with plain query keys if `plain` is set.
    pub fn request(&mut self, plain: bool) -> Request {
        let method = METHODS[self.below(METHODS.len())];
        let host = format!("{}-1250000000.cos.ap-chengdu.myqcloud.com", self.text("abc0189", 1, 9));
        let path = format!("/{}", self.any_text(0, 24));
        let (params, mut headers) = (self.params(if plain { PLAIN } else { WILD }), self.headers());
        headers.push(("host".to_owned(), host.clone()));
        Request { method, host, path, params, headers }
    }

    fn params(&mut self, alphabet: &str) -> Vec<(String, String)> {
        let mut params: Vec<(String, String)> = Vec::new();
        for _ in 0..self.below(7) {
            let key = self.text(alphabet, 1, 12);
            if params.iter().all(|(other, _)| other.to_lowercase() != key.to_lowercase()) {
                params.push((key, self.any_text(0, 16)));
            }
        }
        params
    }

    fn headers(&mut self) -> Vec<(String, String)> {
        let chosen: Vec<_> = HEADERS.iter().filter(|_| self.next().is_multiple_of(3)).collect();
        chosen.into_iter().map(|name| ((*name).to_owned(), self.value())).collect()
    }
}
