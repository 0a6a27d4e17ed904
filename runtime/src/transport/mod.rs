//! How a request reaches the service. Nothing else in this crate touches the network.

#[cfg(any(feature = "transport", feature = "reqwest"))]
mod body;
mod error;
#[cfg(feature = "transport")]
mod http;
#[cfg(feature = "transport")]
mod proxy;
#[cfg(feature = "reqwest")]
mod reqwest;
mod traits;

pub use self::error::{TransportError, TransportErrorKind};
#[cfg(feature = "transport")]
pub use self::http::{HttpTransport, HttpTransportBuilder};
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use self::traits::{Direct, Sending, Transport};
