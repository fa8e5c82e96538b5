"""The language a person is answered in: Chinese, or with ``GONGKAI_LANG=en`` English from gettext's catalogues."""
