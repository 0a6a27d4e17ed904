"""Operations of Cloud Infinite through cos-python-sdk-v5: through the method that it has for one, or else as it sends
requests itself."""

import logging
from importlib.metadata import version as installed

import xmltodict
from qcloud_cos import CosConfig, CosS3Client, CosServiceError
from qcloud_cos.cos_auth import CosS3Auth
from qcloud_cos.cos_comm import xml_to_dict
from qcloud_cos.streambody import StreamBody

from lines import serve

# The SDK logs every refusal, also those that are asked for here.
logging.disable(logging.CRITICAL)


class Driver:
    """Sends through a proxy, so that the hosts stay the real ones."""

    def __init__(self, settings):
        self.bucket, self.region = settings["bucket"], settings["bucket_region"]
        self.config = CosConfig(
            Region=self.region,
            SecretId=settings["id"],
            SecretKey=settings["key"],
            Token=settings["token"],
            Scheme="http",
            Timeout=20,
            Proxies={"http": f"http://{settings['proxy']}"},
        )
        self.client = CosS3Client(self.config, retry=0)

    @staticmethod
    def version():
        """The SDK and its version."""
        return {"sdk": "cos-python-sdk-v5", "version": installed("cos_python_sdk_v5")}

    def call(self, asked):
        """Sends one operation."""
        method = asked.get("method_of")
        if method and not is_whole(method):
            method = None
        through = method["method"] if method else "send_request"
        try:
            answer = self.by_method(method) if method else self.by_request(asked)
            return {"through": through, "answer": answer}
        except CosServiceError as error:
            said = {"code": error.get_error_code(), "message": error.get_error_msg(), "request_id": error.get_request_id()}
            return {"through": through, "error": said}

    def by_method(self, method):
        """The SDK's method for the operation."""
        arguments = {name: value(given) for name, given in method["arguments"].items()}
        arguments = {name: given for name, given in arguments.items() if given is not None}
        if "Body" in arguments:
            arguments["Body"] = arguments["Body"].encode()
        if not method.get("no_bucket"):
            arguments["Bucket"] = self.bucket
        return parsed(getattr(self.client, method["method"])(**arguments))

    def by_request(self, asked):
        """The way all of its methods go: its signer and its session."""
        key = asked["decoded_path"].lstrip("/")
        params, headers = dict(asked["query"]), dict(asked["headers"])
        endpoints = {"ci": self.config._endpoint_ci, "pic": self.config._endpoint_pic, "cos": self.config._endpoint}
        bucket = {"bucket": self.bucket, "account": self.bucket.rsplit("-", 1)[1]}.get(asked["before"])
        url = self.config.uri(bucket=bucket, path=key or None, endpoint=endpoints[asked["host"]])
        signed = CosS3Auth(self.config, key or None, params=params)
        more = {"data": asked["body"].encode()} if asked["body"] else {}
        answer = self.client.send_request(
            asked["method"], url, bucket=bucket, auth=signed, params=params, headers=headers,
            ci_request=asked["host"] == "ci", **more,
        )
        is_xml = answer.headers.get("Content-Type") == "application/xml"
        return xml_to_dict(answer.content) if is_xml else answer.content


def parsed(answer):
    """What the SDK made of the body, without the headers that some methods give beside it."""
    if isinstance(answer, tuple):
        answer = answer[1]
    if isinstance(answer, dict) and isinstance(answer.get("Body"), StreamBody):
        answer = answer["Body"]
    return answer.get_raw_stream().read() if isinstance(answer, StreamBody) else answer


def is_whole(method):
    """Whether the method has what it needs: some want a document even where the operation is sent with an empty one."""
    documents = [given for given in method["arguments"].values() if isinstance(given, dict) and given.get("document") == ""]
    return all(value(given) is not None for given in documents)


def value(given):
    """An argument. Of a document, what is inside its root, or below that; nothing where it is not there."""
    if not (isinstance(given, dict) and "document" in given):
        return given
    found = next(iter(xmltodict.parse(given["text"]).values()))
    for name in filter(None, given["document"].split(".")):
        found = (found or {}).get(name)
    return found


serve(Driver)
