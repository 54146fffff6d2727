def allowed(user):
    # ruleid: trojan-source
    if user.level != "none‮⁦":
        return True
    # ruleid: trojan-source
    return False  # ⁧admin⁩


# ok: trojan-source
arabic = "مرحبا"
# ok: trojan-source
hebrew = "שלום"
# ok: trojan-source
dash = "–"
