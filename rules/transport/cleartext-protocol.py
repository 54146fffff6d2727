import ftplib
import imaplib
from ftplib import FTP
from urllib.request import urlretrieve

# ruleid: cleartext-protocol
a = ftplib.FTP("ftp.example.org")
# ruleid: cleartext-protocol
b = FTP("ftp.example.org", "user")
# ruleid: cleartext-protocol
urlretrieve("ftp://ftp.example.org/data.zip", "data.zip")

# ok: cleartext-protocol
c = ftplib.FTP_TLS("ftp.example.org")
# ok: cleartext-protocol
d = imaplib.IMAP4_SSL("mail.example.org")
# ok: cleartext-protocol
urlretrieve("https://ftp.example.org/data.zip", "data.zip")
