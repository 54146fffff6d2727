import streamlit as st
from markupsafe import Markup


def show(answer):
    # ruleid: unsafe-html
    st.markdown(answer, unsafe_allow_html=True)
    # ruleid: unsafe-html
    return Markup(answer)


def safe(answer):
    # ok: unsafe-html
    st.markdown(answer)
    # ok: unsafe-html
    st.markdown("<b>ready</b>", unsafe_allow_html=True)
    # ok: unsafe-html
    return Markup("<br>")
