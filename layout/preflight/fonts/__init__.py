"""The fonts of a finished PDF -> what of them is missing, broken, or other than their programs say."""
