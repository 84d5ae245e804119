"""Makes oracle.json: tokens, keys and certificates from an implementation that shares no code with ours.

Needs PyJWT and cryptography. New keys are drawn at every run; the clock is fixed, so that the file
does not age. The examples of RFC 7515 and RFC 8037 are copied from those documents and checked here
once more.
"""

import base64
import datetime
import hmac
import json
import pathlib

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID

NOW = 1_800_000_000
AUDIENCE = "dss.example.com"
CLAIMS = {
    "sub": "uss1",
    "iss": "https://auth.example.com/token",
    "aud": AUDIENCE,
    "exp": NOW + 1800,
    "nbf": NOW - 10,
    "iat": NOW - 10,
    "jti": "b2f1",
    "scope": "utm.strategic_coordination utm.constraint_processing",
}
JOE = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
RFC = {
    "RFC 7515 A.2": {
        "jwk": {
            "kty": "RSA",
            "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
            "e": "AQAB",
        },
        "token": "eyJhbGciOiJSUzI1NiJ9." + JOE + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    },
    "RFC 7515 A.3": {
        "jwk": {
            "kty": "EC",
            "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        },
        "token": "eyJhbGciOiJFUzI1NiJ9." + JOE + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    },
    "RFC 8037 A.4": {
        "jwk": {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
        "token": "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    },
}
THUMBPRINTS = [
    {
        "name": "RFC 7638 3.1",
        "jwk": {
            "kty": "RSA",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
            "e": "AQAB",
            "alg": "RS256",
            "kid": "2011-04-29",
        },
        "thumbprint": "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
    },
    {
        "name": "RFC 8037 A.3",
        "jwk": RFC["RFC 8037 A.4"]["jwk"],
        "thumbprint": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
    },
]

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
P256 = ec.generate_private_key(ec.SECP256R1())
P384 = ec.generate_private_key(ec.SECP384R1())
ED = ed25519.Ed25519PrivateKey.generate()


def spki(key):
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def certificate(key, signer, digest):
    # A name that carries a bit string before the key itself is legal, and a trap for careless readers.
    name = x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, "authority"),
        x509.NameAttribute(NameOID.X500_UNIQUE_IDENTIFIER, b"\x01\x02\x03", x509.name._ASN1Type.BitString),
    ])
    start = datetime.datetime(2020, 1, 1)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(signer, digest)
        .public_bytes(serialization.Encoding.PEM)
        .decode()
    )


def private(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def good():
    cases = [(RSA, a) for a in ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")]
    cases += [(P256, "ES256"), (P384, "ES384"), (ED, "EdDSA")]
    for key, algorithm in cases:
        yield {"alg": algorithm, "pem": spki(key), "token": jwt.encode(CLAIMS, key, algorithm)}


def bad():
    """Tokens signed well that must be refused, with the beginning of the reason."""
    def signed(change, reason):
        claims = {k: v for k, v in {**CLAIMS, **change}.items() if v is not None}
        return {"reason": reason, "token": jwt.encode(claims, RSA, "RS256")}

    yield signed({"exp": NOW - 5}, "access token expired 5 s ago")
    yield signed({"exp": NOW + 3606}, "access token claim exp is 3606 s ahead")
    yield signed({"exp": None}, "access token has no claim exp")
    yield signed({"nbf": NOW + 6}, "access token claim nbf is 6 s in the future")
    yield signed({"iat": NOW + 6}, "access token claim iat is 6 s in the future")
    yield signed({"iss": None}, "access token has no claim iss")
    yield signed({"sub": None}, "access token has no claim sub")
    yield signed({"aud": ["a", "b"]}, "Invalid access token audience")
    yield {"reason": "access token is not a signed JWT", "token": jwt.encode(CLAIMS, None, "none")}
    secret = RSA.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.PKCS1
    )
    yield {"reason": "access token algorithm HS256", "token": hs256(secret)}


def hs256(secret):
    """By hand, for the library rightly refuses to use a public key as a shared secret."""
    def encode(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    message = encode(b'{"alg":"HS256"}') + b"." + encode(json.dumps(CLAIMS).encode())
    return (message + b"." + encode(hmac.digest(secret, message, "sha256"))).decode()


for name, example in RFC.items():
    key = jwt.PyJWK({**example["jwk"], "alg": {"RSA": "RS256", "EC": "ES256", "OKP": "EdDSA"}[example["jwk"]["kty"]]})
    jwt.api_jws.decode(example["token"], key)

pkcs1 = RSA.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.PKCS1)
oracle = {
    "now": NOW,
    "audience": AUDIENCE,
    "good": list(good()),
    "bad": list(bad()),
    "rsa_public_key": spki(RSA),
    "other_pem": {
        "PKCS#1": {"pem": pkcs1.decode(), "same_as": spki(RSA)},
        "RSA certificate signed by Ed25519": {"pem": certificate(RSA, ED, None), "same_as": spki(RSA)},
        "P-256 certificate signed by RSA": {"pem": certificate(P256, RSA, hashes.SHA256()), "same_as": spki(P256)},
        "Ed25519 certificate signed by P-384": {"pem": certificate(ED, P384, hashes.SHA384()), "same_as": spki(ED)},
    },
    "private": {"RS256": private(RSA), "ES256": private(P256), "ES384": private(P384), "EdDSA": private(ED)},
    "rfc": [{"name": name, **example} for name, example in RFC.items()],
    "thumbprints": THUMBPRINTS,
}
path = pathlib.Path(__file__).with_name("oracle.json")
path.write_text(json.dumps(oracle, indent=1) + "\n")
